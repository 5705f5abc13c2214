import { type IconName, iconPaths } from './icon-paths.ts';

/** Decoration unless `label` is given; a word must stand beside it otherwise. */
export function Icon({ name, size = 18, label }: { name: IconName; size?: number; label?: string }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden={label === undefined}>
      {label === undefined ? null : <title>{label}</title>}
      <path d={iconPaths[name]} />
    </svg>
  );
}
