import { type IconName, iconPaths } from './icon-paths.ts';

/** Decoration: a word stands beside it, or on the button that holds it. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={iconPaths[name]} />
    </svg>
  );
}
