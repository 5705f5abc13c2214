import { useEffect, useRef, useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { words } from './words.ts';

type Detector = { detect(source: HTMLVideoElement): Promise<readonly { rawValue: string }[]> };
type DetectorClass = new (options: { formats: readonly string[] }) => Detector;

const LOOK_EVERY_MS = 250;

type Trouble = 'scanDenied' | 'scanNone' | 'scanBroken';

// Names of the browser's own errors.
function troubleOf(error: unknown): Trouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'scanDenied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'scanNone' : 'scanBroken';
}

/** Whether this browser can see and read a QR. */
export function canScan(): boolean {
  return detectorClass() !== null && navigator.mediaDevices !== undefined;
}

/** The camera, until a QR is read. */
export function Scanner({ onRead }: { onRead: (text: string) => void }) {
  const t = useTexts(words);
  const video = useRef<HTMLVideoElement>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const screen = video.current;
    if (screen)
      void look(screen, stop.signal, onRead).catch((error: unknown) => setTrouble(troubleOf(error)));
    return () => stop.abort();
  }, [onRead]);
  if (trouble !== null) {
    return (
      <p className="notice" role="alert">
        {t(trouble)}
      </p>
    );
  }
  return (
    <figure className="scanner">
      <video ref={video} playsInline muted />
      <figcaption>{t('scanHint')}</figcaption>
    </figure>
  );
}

async function look(
  screen: HTMLVideoElement,
  signal: AbortSignal,
  onRead: (text: string) => void,
): Promise<void> {
  const Detector = detectorClass();
  if (!Detector) return;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) return end();
  screen.srcObject = stream;
  await screen.play();
  const detector = new Detector({ formats: ['qr_code'] });
  while (!signal.aborted) {
    const [found] = await detector.detect(screen);
    if (found) {
      end();
      return onRead(found.rawValue);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function detectorClass(): DetectorClass | null {
  const value: unknown = Reflect.get(globalThis, 'BarcodeDetector');
  return isDetectorClass(value) ? value : null;
}

function isDetectorClass(value: unknown): value is DetectorClass {
  return typeof value === 'function';
}
