import './kit.css';
import { Segmented } from '../ui/index.ts';

type Props<T extends string> = {
  readonly label: string;
  /** Each with its word, and with what it means once it is chosen. */
  readonly options: readonly { readonly id: T; readonly text: string; readonly meaning: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
};

/** A few words to choose from, and under them what the chosen one means. */
export function ExplainedChoice<T extends string>({ label, options, value, onChange }: Props<T>) {
  return (
    <div className="explained-choice">
      <span className="field-label" aria-hidden>
        {label}
      </span>
      <Segmented label={label} options={options} value={value} onChange={onChange} />
      <span className="quiet">{options.find(({ id }) => id === value)?.meaning}</span>
    </div>
  );
}
