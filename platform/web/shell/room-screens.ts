import type { ComponentType } from 'react';
import type { Localized } from '#shared/schema.ts';
import type { IconName } from '../ui/index.ts';

/**
 * Where a screen lives. `operation`: below `/o/<operation>/`, the usual case. `house`: the same for every operation
 * (accounts, agencies, areas). `open`: without a session (sign in, invitation).
 */
export type ScreenScope = 'operation' | 'house' | 'open';

export type ScreenRoute = {
  /** Without leading slash; `$name` is a parameter: `tps/$stationId`. */
  readonly path: string;
  readonly title: Localized;
  /** `async () => (await import('./station-list.tsx')).StationList` */
  readonly load: () => Promise<ComponentType>;
  /** Name of the permission without which the screen is not offered. The server decides in any case. */
  readonly permission?: string;
  readonly scope?: ScreenScope;
};

export type NavigationEntry = {
  /** Path of one of the room's routes. */
  readonly path: string;
  readonly icon: IconName;
  readonly title: Localized;
  /** `G` and then this letter goes there. Unique among the rooms. */
  readonly letter: string;
  /** Place in the rail, from the top; ten apart. */
  readonly order: number;
  readonly permission?: string;
  readonly scope?: ScreenScope;
  /** Wanted in the bar at the foot of a phone, which holds three rooms; those with a badge follow, then the first. */
  readonly onPhone?: boolean;
  /** A count of what waits; draws nothing when nothing does. */
  readonly Badge?: ComponentType;
};

/** What `Ctrl K` offers besides going to the rooms. */
export type PaletteCommand = {
  readonly id: string;
  readonly title: Localized;
  readonly icon?: IconName;
  readonly permission?: string;
  readonly path: string;
  readonly scope?: ScreenScope;
};

/** What belongs to whoever sits here, as their devices do: in the menu of the person, and in `Ctrl K`. */
export type PersonalEntry = {
  readonly path: string;
  readonly title: Localized;
  readonly icon: IconName;
  readonly permission?: string;
  readonly scope?: ScreenScope;
};

export type PaletteHit = {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly icon?: IconName;
  readonly path: string;
  readonly scope?: ScreenScope;
};

/** Finds records by what somebody typed into `Ctrl K`. */
export type PaletteSearch = (
  text: string,
  operationId: string | null,
  signal: AbortSignal,
) => Promise<readonly PaletteHit[]>;

/** A card on the start page. It draws nothing when it has nothing to say. */
export type HomeCard = {
  readonly key: string;
  readonly order: number;
  readonly permission?: string;
  /** `house`: for those who keep the house and open no operation (accounts, journal); else below an operation. */
  readonly scope?: 'operation' | 'house';
  readonly load: () => Promise<ComponentType>;
};

/** All that a room shows in the operations room: exported as `screens` from `capabilities/<room>/opsroom/index.ts`. */
export type RoomScreens = {
  readonly key: string;
  readonly routes: readonly ScreenRoute[];
  readonly navigation?: readonly NavigationEntry[];
  readonly commands?: readonly PaletteCommand[];
  readonly personal?: readonly PersonalEntry[];
  readonly search?: PaletteSearch;
  readonly home?: readonly HomeCard[];
  /** The line of stages with the countdown below the top bar. */
  readonly strip?: () => Promise<ComponentType>;
  /** Signs in again over what is on the screen, and calls `onDone`. */
  readonly signInAgain?: () => Promise<ComponentType<{ onDone: () => void }>>;
  /** Beneath the sign-in page: what somebody may do before there is an account. Draws nothing when there is nothing. */
  readonly atTheDoor?: () => Promise<ComponentType>;
  /** Across the top of every screen, for what must not be overlooked. Draws nothing when there is nothing. */
  readonly alarm?: () => Promise<ComponentType>;
  /** Beneath "not here": what whoever lacks the right can do themselves. Draws nothing when there is nothing. */
  readonly wayIn?: () => Promise<ComponentType>;
  /** What it adds to the map of the situation, for the room that draws the map. */
  readonly mapLayers?: readonly MapContribution[];
};

/** One switchable part of the map; `load` gives the hook that makes its sources and layers. */
export type MapContribution = {
  readonly key: string;
  readonly order: number;
  readonly title: Localized;
  readonly permission?: string;
  readonly load: () => Promise<unknown>;
};
