import { useEffect, useState } from 'react';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import type { Item, Outbox, View } from '#web/outbox/index.ts';
import { EMERGENCY_KIND, type KindDefinition, type ReportState } from '../report.ts';
import { SealLine } from './seal-line.tsx';
import { readableDraft } from './sender.ts';
import { standingText } from './standing-text.ts';
import { type Standing, standingOf } from './steps.ts';
import { StepsBar } from './steps-bar.tsx';
import { words } from './words.ts';

/** One own report: what was written, every step with its hour, and the answer. */
export function ReportDetail(props: {
  item: Item;
  outbox: Outbox;
  view: View;
  kinds: readonly KindDefinition[];
  mendHref: string;
  moreHref: string;
}) {
  const { item, outbox, view, kinds, mendHref, moreHref } = props;
  const t = useTexts(words);
  const say = useLocalized();
  const format = useFormat();
  const draft = readableDraft(item.body);
  if (draft === null) return <Unreadable />;
  const kind = kinds.find((each) => each.key === draft.kind);
  const standing = standingOf(item, view);
  return (
    <article className="detail">
      <h2>{kind ? say(kind.name) : draft.kind}</h2>
      <p className="quiet">{format.instant(draft.capturedAt)}</p>
      <StepsBar done={standing.done} begun={standing.begun} />
      <p className={standing.word === 'fix' ? 'alarm strong' : 'strong'} aria-live="polite">
        {standingText(standing, t, format)}
      </p>
      {item.problem && standing.word === 'fix' && (
        <div className="notice">
          <p>{say(item.problem.detail)}</p>
          <a className="button button-primary wide" href={mendHref}>
            {t('mend')}
          </a>
        </div>
      )}
      {draft.kind === EMERGENCY_KIND && (
        <a className="button button-primary wide" href={moreHref}>
          {t('tellMore')}
        </a>
      )}
      {standing.code && <ReceiptCode code={standing.code} />}
      <Answers standing={standing} />
      {draft.text && <p className="written">{draft.text}</p>}
      <KeptPhotos item={item} outbox={outbox} />
      <Steps item={item} standing={standing} />
      <SealLine standing={standing} />
      {standing.receipt?.notices.map((notice) => (
        <p className="notice" key={notice.id}>
          {say(notice)}
        </p>
      ))}
    </article>
  );
}

/** To be read aloud when calling the post. */
function ReceiptCode({ code }: { code: string }) {
  const t = useTexts(words);
  return (
    <p className="code">
      <span className="quiet">{t('code')}</span> <strong>{code}</strong>
      <br />
      <span className="quiet small">{t('codeNote')}</span>
    </p>
  );
}

/** Everything that the post said, the newest first. */
function Answers({ standing }: { standing: Standing }) {
  const t = useTexts(words);
  const format = useFormat();
  const given = (standing.progress?.steps ?? []).filter(({ what, note }) => what === 'answered' && note);
  return given.toReversed().map(({ at, by, note }) => (
    <section className="answer" key={`${at} ${note}`}>
      <h3>
        {t('answer')} {by ?? ''} <time dateTime={at}>{format.time(at)}</time>
      </h3>
      <p>{note}</p>
    </section>
  ));
}

function Unreadable() {
  const t = useTexts(words);
  return (
    <p className="alarm" role="alert">
      <strong>{t('unreadable')}</strong>. {t('unreadableText')}
    </p>
  );
}

function Steps({ item, standing }: { item: Item; standing: Standing }) {
  const t = useTexts(words);
  const format = useFormat();
  const { receipt, progress } = standing;
  const at = (state: ReportState) => progress?.steps.find((step) => step.what === state);
  const hour = (instant: string | undefined) => (instant ? format.time(instant) : t('notYet'));
  const receivedAt = at('received')?.at ?? receipt?.receivedAt;
  const answers = (progress?.steps ?? []).filter((step) => step.what === 'answered');
  return (
    <ol className="hours">
      <li className="past">
        {t('step.saved')} <time>{format.time(item.savedAt)}</time>
      </li>
      <li className={receivedAt ? 'past' : ''}>
        {t('step.received')} <time>{hour(receivedAt)}</time>
      </li>
      {(['read', 'acted'] as const).map((state) => (
        <li key={state} className={at(state) ? 'past' : ''}>
          {t(`step.${state}`)} {at(state)?.by ?? ''} <time>{hour(at(state)?.at)}</time>
        </li>
      ))}
      {answers.map((step) => (
        <li key={`${step.at} ${step.note}`} className="past">
          {t('step.answered')} {step.by ?? ''} <time>{hour(step.at)}</time>
        </li>
      ))}
      {progress?.resolvedAt && (
        <li className="past">
          {t('step.resolved')} <time>{hour(progress.resolvedAt)}</time>
        </li>
      )}
    </ol>
  );
}

/** Photographs that still wait on this phone; what was sent is not kept here any longer. */
function KeptPhotos({ item, outbox }: { item: Item; outbox: Outbox }) {
  const t = useTexts(words);
  const [urls, setUrls] = useState<readonly string[]>([]);
  const waiting = item.files
    .filter((file) => file.state !== 'sent')
    .map((file) => file.id)
    .join(' ');
  useEffect(() => {
    let made: string[] = [];
    let gone = false;
    void Promise.all(
      waiting
        .split(' ')
        .filter(Boolean)
        .map((id) => outbox.readFile(id)),
    ).then((blobs) => {
      made = gone ? [] : blobs.flatMap((blob) => (blob ? [URL.createObjectURL(blob)] : []));
      if (!gone) setUrls(made);
    });
    return () => {
      gone = true;
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, [waiting, outbox]);
  if (urls.length === 0) return null;
  return (
    <div className="photos">
      {urls.map((url, n) => (
        <img key={url} src={url} alt={t('photoOf', { n: n + 1 })} />
      ))}
    </div>
  );
}
