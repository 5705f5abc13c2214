import type { Tone } from '../ui/index.ts';

/** Colours of the theme as MapLibre wants them: read from the tokens, never written twice. */
export type MapColours = Readonly<
  Record<Tone | 'ground' | 'line' | 'text' | 'halo' | 'dot' | 'surface', string>
>;

export function readColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    quiet: token('quiet'),
    accent: token('accent'),
    alarm: token('alarm'),
    done: token('done'),
    'class-0': token('class-0'),
    'class-1': token('class-1'),
    'class-2': token('class-2'),
    'class-3': token('class-3'),
    ground: token('water'),
    line: token('class-line'),
    text: token('text'),
    halo: token('halo'),
    dot: token('dot'),
    surface: token('surface'),
  };
}
