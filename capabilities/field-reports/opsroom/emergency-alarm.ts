import { useEffect, useRef } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import type { RowOf } from '#web/table/index.ts';
import { toast, useGo } from '#web/ui/index.ts';
import type { listReports } from '../contract.ts';
import { words } from './words.ts';

type Row = RowOf<typeof listReports>;

/** Says each emergency that nobody has read once: a sound of its own, and a notice that stays until it is answered. */
export function useEmergencyAlarm(waiting: readonly Row[]): void {
  const t = useTexts(words);
  const href = useHref();
  const go = useGo();
  const said = useRef(new Set<string>());
  useEffect(() => {
    const fresh = waiting.filter(({ id }) => !said.current.has(id));
    if (fresh.length === 0) return;
    for (const { id, stationName, areaName } of fresh) {
      said.current.add(id);
      const open = () => go(href(`laporan/${id}`));
      const place = [stationName, areaName].filter(Boolean).join(', ');
      const action = { text: t('emergencyOpen'), run: open };
      // A notice that stays would cover the buttons of a small screen; the mark on the rail stays there too.
      const kept = window.matchMedia(NARROW).matches ? {} : { action };
      toast(t('emergencyAt', { place }), { kind: 'alarm', ...kept });
    }
    void sound();
  });
}

const NARROW = '(max-width: 620px)';
const TONES_HZ = [880, 660, 880, 660];
const TONE_S = 0.22;

/** Two tones, twice. A page that nobody has touched yet may not sound; the notice and the mark are there all the same. */
async function sound(): Promise<void> {
  if (typeof AudioContext === 'undefined') return;
  const audio = new AudioContext();
  if (audio.state !== 'running') return audio.close();
  const loudness = audio.createGain();
  loudness.gain.value = 0.25;
  loudness.connect(audio.destination);
  for (const [place, hz] of TONES_HZ.entries()) {
    const tone = audio.createOscillator();
    tone.frequency.value = hz;
    tone.connect(loudness);
    tone.start(audio.currentTime + place * TONE_S);
    tone.stop(audio.currentTime + (place + 0.85) * TONE_S);
    if (place === TONES_HZ.length - 1) tone.onended = () => void audio.close();
  }
}
