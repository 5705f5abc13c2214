import { useKnownArea } from './area-source.ts';

/** The name of an area with its code; the code alone where no name is known. Names of many are fetched together. */
export function AreaName({ code }: { code: string }) {
  const area = useKnownArea(code);
  if (!area) return <span className="area-code">{code}</span>;
  return (
    <span className="area-name">
      {area.name} <span className="area-code quiet small">{code}</span>
    </span>
  );
}
