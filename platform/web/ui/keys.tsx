import { useEffect, useRef, useSyncExternalStore } from 'react';
import { actingGroups, type KeyBinding, type KeyGroup } from './key-groups.ts';

let groups: readonly KeyGroup[] = [];
let acting: readonly KeyGroup[] = [];
const listeners = new Set<() => void>();
let leader: string | null = null;
let leaderTimer: ReturnType<typeof setTimeout> | undefined;
const LEADER_MS = 1500;

function change(next: readonly KeyGroup[]): void {
  groups = next;
  acting = actingGroups(next);
  for (const listener of listeners) listener();
}

/** Keys while this component is on the screen. The newest group wins, also on the key sheet. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  const signature = bindings.map(({ keys, title: said }) => `${keys}=${said}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the bindings, whose functions are new at every drawing
  useEffect(() => {
    const held = latest.current.map((binding, index) => ({
      ...binding,
      run: (event: KeyboardEvent) => latest.current[index]?.run(event),
    }));
    const group = { title, bindings: held };
    change([group, ...groups]);
    return () => change(groups.filter((other) => other !== group));
  }, [title, signature]);
}

/** The keys that do something now, newest group first. */
export function useKeyGroups(): readonly KeyGroup[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => acting,
  );
}

/** Called once by the shell. @returns the way to stop */
export function listenToKeys(): () => void {
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || pressesIt(event)) return;
  const pressed = nameOf(event);
  const wanted = leader === null ? pressed : `${leader} ${pressed}`;
  const typing = isTyping(event.target);
  const modal = document.querySelector('.veil') !== null;
  const all = modal ? [] : groups.flatMap(({ bindings }) => bindings);
  const found = all.find(({ keys, whileTyping }) => keys === wanted && (whileTyping || !typing));
  const leads = !typing && leader === null && all.some(({ keys }) => keys.startsWith(`${pressed} `));
  setLeader(leads ? pressed : null);
  if (found) {
    event.preventDefault();
    found.run(event);
  }
}

// What has the focus is pressed or opened, whatever else the key would do here.
function pressesIt({ key, target }: KeyboardEvent): boolean {
  return (
    [' ', 'Enter'].includes(key) && target instanceof Element && target.closest('a,button,summary') !== null
  );
}

function setLeader(next: string | null): void {
  clearTimeout(leaderTimer);
  leader = next;
  if (next !== null) leaderTimer = setTimeout(() => setLeader(null), LEADER_MS);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const modifiers = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    // `?` already says that Shift was held.
    event.shiftKey && /^[A-Z]$|^.{2,}$/.test(key) ? 'Shift' : '',
  ];
  return [...modifiers.filter(Boolean), key].join(' ');
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName) || listHasKeys(target);
}

// Menus, list boxes and tabs have their own arrows and typing ahead.
function listHasKeys(target: HTMLElement): boolean {
  return target.closest('[role=menu],[role=listbox],[role=dialog]') !== null;
}
