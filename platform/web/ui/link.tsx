import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** A link inside the app. With Ctrl or the middle button it opens a tab, as links do. */
export function AppLink(props: {
  readonly to: string;
  readonly className?: string;
  readonly children: ReactNode;
  readonly current?: boolean;
  readonly label?: string;
}) {
  const go = useGo();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(props.to);
  };
  return (
    <a
      href={props.to}
      className={props.className}
      aria-current={props.current ? 'page' : undefined}
      aria-label={props.label}
      onClick={follow}
    >
      {props.children}
    </a>
  );
}

/** Goes to an address of this app. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const { history } = useRouter();
  return (to, options) => (options?.replace ? history.replace(to) : history.push(to));
}
