import './areas.css';
import type { ReactNode } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { AppLink, Badge } from '#web/ui/index.ts';
import type { AreaCard as Card } from '../contract.ts';
import { words } from './words.ts';

const SHAPES = { loaded: 'square', cell: 'hatch', none: 'ring' } as const;

/** Draws the card of an area. */
export function AreaCard({ area }: { area: Card }) {
  const t = useTexts(words);
  const href = useHref();
  const to = (code: string, text: string) => (
    <AppLink key={code} to={href(`wilayah/${code}`, 'house')}>
      {text}
    </AppLink>
  );
  const listed = encodeURIComponent(JSON.stringify([{ field: 'parent', is: 'eq', value: area.code }]));
  return (
    <div className="area-card">
      <nav className="area-trail">
        {area.ancestors.map((above) => to(above.code, above.name))}
        <span>{area.name}</span>
      </nav>
      <dl className="area-facts">
        <Fact term={t('boundary')}>
          <Badge shape={SHAPES[area.outline]}>{t(`outline.${area.outline}`)}</Badge>
          {area.boundary ? (
            <p className="quiet">
              {area.boundary.source} · {area.boundary.licence}
            </p>
          ) : null}
        </Fact>
        <Fact term={t('zone')}>
          {area.zone ?? '–'} {area.zoneSource ? <span className="quiet">({area.zoneSource})</span> : null}
        </Fact>
        <Fact term={t('centre')}>
          {area.lat === null || area.lon === null ? '–' : `${area.lat.toFixed(3)}, ${area.lon.toFixed(3)}`}
        </Fact>
        <Fact term={t('codeList')}>{area.codeList}</Fact>
        {area.children > 0 ? (
          <Fact term={t('children')}>
            <AppLink to={`${href('wilayah', 'house')}?where=${listed}`}>
              {t('childrenLink', { count: area.children })}
            </AppLink>
          </Fact>
        ) : null}
        <Successions
          term={t('predecessors')}
          rows={area.predecessors.map((one) => ({ ...one, code: one.from }))}
        />
        <Successions term={t('successors')} rows={area.successors.map((one) => ({ ...one, code: one.to }))} />
      </dl>
    </div>
  );
}

function Successions({
  term,
  rows,
}: {
  term: string;
  rows: readonly { code: string; reason: string; source: string }[];
}) {
  if (rows.length === 0) return null;
  return (
    <Fact term={term}>
      {rows.map((row) => (
        <p key={row.code}>
          {row.code}{' '}
          <span className="quiet">
            · {row.reason} · {row.source}
          </span>
        </p>
      ))}
    </Fact>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
