import { type IconName, iconPaths } from '#web/ui/icon-paths.ts';

// Names of icons are data of the kinds. Those that the kit does not have are drawn here; others become the last one.
const drawn: Readonly<Record<string, string>> = {
  box: 'M4 7.5 12 3.5l8 4v9l-8 4-8-4v-9ZM4 7.5l8 4 8-4M12 11.5v9',
  cross: 'M9 3.5h6V9h5.5v6H15v5.5H9V15H3.5V9H9V3.5Z',
  road: 'M8 3.5 4 20.5M16 3.5l4 17M12 4v2.5M12 10.5V13M12 17v2.5',
  people: iconPaths.meeting,
  scales: iconPaths.scale,
  siren: 'M6.5 18v-5a5.5 5.5 0 0 1 11 0v5M4.5 18h15v2.5h-15V18ZM12 2.5V4M4.5 5.5l1 1M19.5 5.5l-1 1M12 11.5v3',
  report: 'M6 3.5h8L18.5 8v12.5H6v-17ZM14 3.5V8h4.5M12.2 11.5v5M9.7 14h5',
  ask: 'M3.5 4.5h17v12H12l-4.5 4v-4h-4v-12ZM10 8.7a2 2 0 1 1 2.8 1.9c-.5.2-.8.6-.8 1.2M12 13.9v.1',
};

export function KindIcon({ name, size = 20 }: { name: string; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={drawn[name] ?? (isKitIcon(name) ? iconPaths[name] : iconPaths.dots)} />
    </svg>
  );
}

function isKitIcon(name: string): name is IconName {
  return name in iconPaths;
}
