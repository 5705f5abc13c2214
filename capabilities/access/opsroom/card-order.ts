/** Which stations get cards, and the issuing of them. */
import { useRef, useState } from 'react';
import { newId } from '#shared/id.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { issueCards, listCards, type PrintedCard } from '../endpoints-cards.ts';
import type { Sheet } from './card-sheet.tsx';
import { periodOf, type Terms } from './shift-now.ts';
import { inArea, stationIds, stationsUnder } from './stations-of-area.ts';

/** Stations that were picked one by one, or all of an area. */
export type Choice = { readonly stations: readonly string[] } | { readonly area: string };

/** What the address of this page asks for: `?stations=id,id` or `?area=code`; null for neither. */
export function choiceIn(search: Readonly<Record<string, unknown>>): Choice | null {
  const { stations, area } = search;
  if (typeof stations === 'string' && stations !== '') {
    const ids = stations.split(',').filter((id) => UUID.test(id));
    return ids.length > 0 ? { stations: [...new Set(ids)] } : null;
  }
  return typeof area === 'string' && AREA.test(area) ? { area } : null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const AREA = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;

/** How many stations were chosen; null while that is not known, or no area is named. */
export function useStationCount(choice: Choice): number | null {
  const { id: operationId } = useOperation();
  const area = 'area' in choice && AREA.test(choice.area) ? choice.area : null;
  const query = { where: inArea(area ?? ''), limit: 0 };
  const counted = useAsk(stationIds, { params: { operationId }, query }, { enabled: area !== null });
  if ('stations' in choice) return choice.stations.length;
  return area !== null && counted.state === 'ready' ? counted.data.total : null;
}

/** The most that one command takes: all of its cards are made, or none. */
const AT_ONCE = 500;

type Order = {
  readonly choice: Choice;
  readonly agencyId: string;
  readonly shift: string;
  readonly terms: Terms;
};

/** Issues the cards, at most 500 per command. Trying again after a lost answer gives the same cards, not more. */
export function useIssuing(onIssued: (sheet: Sheet) => void) {
  const { id: operationId, zone } = useOperation();
  const command = useCommand(issueCards, [listCards]);
  const [made, setMade] = useState(0);
  const ids = useRef({ of: '', byStation: new Map<string, string>() });
  const cardsOf = (order: Order, stations: readonly string[]) => {
    const key = JSON.stringify(order);
    if (ids.current.of !== key) ids.current = { of: key, byStation: new Map() };
    const { byStation } = ids.current;
    return stations.map((stationId) => {
      const id = byStation.get(stationId) ?? newId();
      byStation.set(stationId, id);
      return { id, stationId };
    });
  };
  const issue = async (order: Order) => {
    const { choice, agencyId, shift, terms } = order;
    const stations =
      'stations' in choice ? choice.stations : await stationsUnder(operationId, inArea(choice.area));
    const cards = cardsOf(order, stations);
    const done: PrintedCard[] = [];
    for (let at = 0; at < cards.length; at += AT_ONCE) {
      const batch = cards.slice(at, at + AT_ONCE);
      const body = { operationId, agencyId, shift: shift.trim(), ...periodOf(terms, zone), cards: batch };
      const reply = await command.run({ body });
      if (!reply) return;
      done.push(...reply.cards);
      setMade(done.length);
      if (done.length === cards.length) onIssued({ ...reply, cards: done });
    }
  };
  return { command, made, issue };
}
