/** Whether an address of this host opens on this computer alone. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\]|::1)$/.test(hostname.toLowerCase());
}
