import type { ReactNode } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useTexts } from '#web/i18n/index.ts';
import type { readAgency } from '../endpoints.ts';
import { words } from './words.ts';

export type UnitNode = ReplyOf<typeof readAgency>['units'][number];

/** The active units as nested lists, in the order of their names. */
export function UnitTree({
  units,
  action,
}: {
  units: readonly UnitNode[];
  action: (unit: UnitNode) => ReactNode;
}) {
  const t = useTexts(words);
  const active = units.filter((unit) => unit.retiredAt === null);
  if (active.length === 0) return <p className="quiet">{t('unitsNone')}</p>;
  return (
    <div className="agency-tree">
      <Branch units={active} parentId={null} action={action} />
    </div>
  );
}

function Branch(props: {
  units: readonly UnitNode[];
  parentId: string | null;
  action: (unit: UnitNode) => ReactNode;
}) {
  const { units, parentId, action } = props;
  const t = useTexts(words);
  const children = units.filter((unit) => unit.parentId === parentId);
  if (children.length === 0) return null;
  return (
    <ul>
      {children.map((unit) => (
        <li key={unit.id}>
          <div className="agency-unit">
            <span>{unit.name}</span>
            {unit.areas > 0 ? (
              <span className="quiet small">{t('areasCount', { count: unit.areas })}</span>
            ) : null}
            {action(unit)}
          </div>
          <Branch units={units} parentId={unit.id} action={action} />
        </li>
      ))}
    </ul>
  );
}
