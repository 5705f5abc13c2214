// The order matters: most browsers also call themselves Chrome and Safari.
const browsers = [
  ['Edge', /\bEdgA?\/|EdgiOS\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['Chrome', /Chrome\/|CriOS\//],
  ['Safari', /Safari\//],
] as const;

const systems = [
  ['Android', /Android/],
  ['iPad', /iPad/],
  ['iPhone', /iPhone/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
] as const;

/** What people call a browser that gives this account of itself; what it says itself when that is not known. */
export function deviceName(agent: string): string {
  const known = (of: readonly (readonly [string, RegExp])[]) =>
    of.find(([, pattern]) => pattern.test(agent))?.[0];
  const names = [known(browsers), known(systems)].filter((name) => name !== undefined);
  return names.length === 0 ? agent : names.join(' · ');
}
