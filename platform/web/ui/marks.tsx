import type { ReactNode } from 'react';
import { useTexts } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import { words } from './words.ts';

export type Shape = 'circle' | 'diamond' | 'triangle' | 'square' | 'ring' | 'half' | 'hatch';
export type Tone = 'quiet' | 'accent' | 'alarm' | 'done' | 'class-0' | 'class-1' | 'class-2' | 'class-3';

const SHAPES: Record<Shape, ReactNode> = {
  circle: <circle cx="6" cy="6" r="4" />,
  diamond: <path d="M6 1.5 10.5 6 6 10.5 1.5 6Z" />,
  triangle: <path d="M6 1.5 11 10.5H1Z" />,
  square: <rect x="1.5" y="1.5" width="9" height="9" rx="2" />,
  ring: <circle cx="6" cy="6" r="3.5" className="hollow" />,
  half: <path d="M6 2a4 4 0 0 0 0 8Z M6 2a4 4 0 0 1 0 8" className="half" />,
  hatch: <path d="M1 8 8 1M4 11l7-7M1 4l3-3M8 11l3-3" className="hollow" />,
};

/** The shape of a class, wherever it appears: map, list, legend. */
export function Mark({
  shape,
  tone = 'quiet',
  hollow = false,
}: {
  shape: Shape;
  tone?: Tone;
  hollow?: boolean;
}) {
  return (
    <svg
      className={`mark tone-${tone} ${hollow ? 'mark-hollow' : ''}`}
      width={12}
      height={12}
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {SHAPES[shape]}
    </svg>
  );
}

/** A state: a shape and a word, never a colour alone. */
export function Badge({
  shape = 'circle',
  tone = 'quiet',
  children,
}: {
  shape?: Shape;
  tone?: Tone;
  children: ReactNode;
}) {
  return (
    <span className={`badge text-${tone}`}>
      <Mark shape={shape} tone={tone} />
      {children}
    </span>
  );
}

/** A condition in force; `onRemove` takes it away. */
export function Chip({
  children,
  onRemove,
  removeLabel,
}: {
  children: ReactNode;
  onRemove?: () => void;
  removeLabel?: string;
}) {
  const t = useTexts(words);
  return (
    <span className="chip">
      {children}
      {onRemove ? (
        <button type="button" className="chip-x" onClick={onRemove} aria-label={removeLabel ?? t('close')}>
          <Icon name="x" size={13} />
        </button>
      ) : null}
    </span>
  );
}

/** `J` `K` pindah. */
export function KeyHint({ keys, children }: { keys: readonly string[]; children?: ReactNode }) {
  return (
    <span className="key-hint">
      {keys.map((key) => (
        <kbd key={key}>{key === 'Escape' ? 'Esc' : key}</kbd>
      ))}
      {children ? <span>{children}</span> : null}
    </span>
  );
}

export function Initials({ name }: { name: string }) {
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase());
  return (
    <span className="initials" aria-hidden="true">
      {letters.join('')}
    </span>
  );
}
