import { useSyncExternalStore } from 'react';

// The width at which shell.css moves the rail to the foot.
const phone = '(max-width: 620px)';

/** Whether the screen is as narrow as a phone, followed as it turns. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(phone);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => window.matchMedia(phone).matches,
  );
}
