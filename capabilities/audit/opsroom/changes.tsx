import { useTexts } from '#web/i18n/index.ts';
import { Badge } from '#web/ui/index.ts';
import type { ShownLeaf } from '../contract.ts';
import { type ReadLeaf, type Side, sideOf } from '../rules.ts';
import { useFieldWords } from './field-words.ts';
import { useValueWords } from './value-words.ts';
import { words } from './words.ts';

type Said = ReturnType<typeof useValueWords>;

/** What changed, field by field. Of a personal value only that it is there, or that it was erased. */
export function Changes({ leaf, shown }: { leaf: ReadLeaf; shown: ShownLeaf }) {
  const t = useTexts(words);
  const nameOf = useFieldWords();
  const { apart } = shown;
  const said = useValueWords(shown);
  if (leaf.changes.length === 0) return <p className="quiet">{t('noChanges')}</p>;
  return (
    <section>
      <h2>{t('changes')}</h2>
      <table className="audit-changes">
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('before')}</th>
            <th scope="col">{t('after')}</th>
          </tr>
        </thead>
        <tbody>
          {leaf.changes.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">
                {nameOf(field)} <span className="audit-code quiet small">{field}</span>
              </th>
              <td data-label={t('before')}>
                <SideText field={field} side={sideOf(before, { field, side: 'before' }, apart)} said={said} />
              </td>
              <td data-label={t('after')}>
                <SideText field={field} side={sideOf(after, { field, side: 'after' }, apart)} said={said} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SideText({ field, side, said }: { field: string; side: Side; said: Said }) {
  const t = useTexts(words);
  if (side.is === 'empty') return <span className="quiet">–</span>;
  if (side.is === 'open') {
    return (
      <span className="audit-value" title={side.text}>
        {said(field, side.value)}
      </span>
    );
  }
  return (
    <span title={t('commitment', { hash: side.commit })}>
      {side.is === 'apart' ? (
        <Badge shape="half">{t('apart')}</Badge>
      ) : (
        <Badge shape="ring">{t('erased')}</Badge>
      )}
    </span>
  );
}
