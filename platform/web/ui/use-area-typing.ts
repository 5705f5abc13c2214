import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../i18n/index.ts';
import { type AreaSearch, useAreaSearch, useKnownArea, useRememberArea } from './area-source.ts';
import { type AreaLimits, codeOf, isAllowed, type KnownArea } from './area-text.ts';
import { words } from './words.ts';

export type AreaTyping = {
  readonly text: string;
  /** The code that stands chosen; null while something is typed, or the list would close at each code on the way. */
  readonly chosen: string | null;
  readonly search: AreaSearch;
  /** The code is well formed, but the list does not know it. */
  readonly unknown: boolean;
  /** Something stands there that is neither chosen nor a code. */
  readonly unfinished: boolean;
  readonly labelOf: (area: KnownArea) => string;
  readonly type: (text: string) => void;
  readonly choose: (key: unknown) => void;
  readonly leave: () => void;
  readonly setOpen: (open: boolean) => void;
};

/** The text of an area field and the code that it means. What is seen is what is given: no code stays behind a new text. */
export function useAreaTyping(
  value: string,
  limits: AreaLimits,
  onChange: (code: string) => void,
): AreaTyping {
  const labelOf = useAreaLabel();
  const remember = useRememberArea();
  const known = useKnownArea(value);
  // null: nothing was typed since the value came; its label stands there.
  const [draft, setDraft] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [left, setLeft] = useState(false);
  const given = useRef(value);
  useEffect(() => {
    if (value !== given.current) setDraft(null);
    given.current = value;
  }, [value]);
  const search = useAreaSearch(draft ?? '', limits, open);
  const give = (code: string) => {
    given.current = code;
    if (code !== value) onChange(code);
  };
  const take = (area: KnownArea) => {
    remember(area);
    give(area.code);
    setDraft(null);
  };
  const text = draft ?? (known ? labelOf(known) : value);
  return {
    text,
    chosen: draft === null && value !== '' ? value : null,
    search,
    unknown: known === null && value !== '',
    unfinished: left && draft !== null && draft.trim() !== '' && value === '',
    labelOf,
    type: (next) => {
      if (next === text) return;
      setDraft(next);
      setLeft(false);
      const code = codeOf(next);
      give(code !== null && isAllowed(code, limits) ? code : '');
    },
    choose: (key) => {
      const area = search.areas.find(({ code }) => code === key);
      if (area) take(area);
    },
    leave: () => {
      const only = search.state === 'ready' ? onlyMatch(draft, search.areas) : undefined;
      if (only && value === '') take(only);
      else if (value !== '' || draft?.trim() === '') setDraft(null);
      setLeft(true);
    },
    setOpen,
  };
}

/** `Palmerah, kec. 31.73.07`. */
function useAreaLabel(): (area: KnownArea) => string {
  const t = useTexts(words);
  return ({ name, level, code }) => `${name}, ${t(`level.${level}`)} ${code}`;
}

/** Whoever typed a name in full and went on meant that area, where no other has the name. */
function onlyMatch(draft: string | null, areas: readonly KnownArea[]): KnownArea | undefined {
  const wanted = draft?.trim().toLowerCase();
  const same = areas.filter(({ name }) => name.toLowerCase() === wanted);
  return same.length === 1 ? same[0] : undefined;
}
