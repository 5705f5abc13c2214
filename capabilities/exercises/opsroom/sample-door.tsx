import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { CommandNotice } from '#web/ui/index.ts';
import { listSamples, openSample, type Sample } from '../contract.ts';
import { SampleList } from './sample-list.tsx';
import { words } from './words.ts';

/** Offers the samples to those who may open one: whoever sits at a fresh server, and administrators. */
export function SampleDoor() {
  const t = useTexts(words);
  const localized = useLocalized();
  const client = useQueryClient();
  const samples = useAsk(listSamples, {});
  const opening = useCommand(openSample, [listSamples]);
  const [current, setCurrent] = useState<Sample | null>(null);
  const open = async (sample: Sample) => {
    setCurrent(sample);
    // Its demo accounts stand in another room: whatever was asked on this page is asked again.
    if (await opening.run({ params: { key: sample.key }, body: {} })) await client.invalidateQueries();
  };
  if (samples.state !== 'ready' || !samples.data.mayOpen) return null;
  // As long as none is open there is nothing else here to begin with.
  const isFirst = samples.data.samples.every(({ openedAt }) => openedAt === null);
  const waits = opening.busy && current !== null;
  return (
    <section className="samples" aria-busy={waits} {...(isFirst ? { 'data-door': 'first' } : {})}>
      <h2>{t('title')}</h2>
      <p className="quiet">{t('text')}</p>
      <SampleList samples={samples.data.samples} busy={waits ? current.key : null} onOpen={open} />
      <CommandNotice command={opening} />
      {opening.state === 'done' && current ? (
        <p className="notice" role="status">
          {t('ready', { title: localized(current.title) })}
        </p>
      ) : null}
    </section>
  );
}
