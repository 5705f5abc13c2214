/** Other tabs of this phone in which the same person is in: tells them that something changed, and hears it from them. */
type Tabs = { tell(): void; close(): void };

/** @param onChange called when another tab told */
export function tabsOf(name: string, onChange: () => void): Tabs {
  const channel = new BroadcastChannel(name);
  channel.onmessage = onChange;
  let isOpen = true;
  return {
    // What was under way when this post closed still ends, and tells of it: a closed channel would throw.
    tell() {
      if (isOpen) channel.postMessage('changed');
    },
    close() {
      isOpen = false;
      channel.close();
    },
  };
}
