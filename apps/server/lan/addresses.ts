import { hostname, networkInterfaces } from 'node:os';

/** Under which names and IPv4 addresses others on the local network can reach this machine. */
export type Reachable = { readonly names: readonly string[]; readonly addresses: readonly string[] };

export function reachable(): Reachable {
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter((each) => each.family === 'IPv4' && !each.internal)
    .map((each) => each.address);
  const name = hostname().toLowerCase();
  const short = name.split('.')[0] ?? name;
  return {
    names: [...new Set(['localhost', name, short, `${short}.local`])],
    addresses: [...new Set(addresses)],
  };
}
