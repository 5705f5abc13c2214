export { AtTheDoor } from './at-the-door.tsx';
export { Clock, useNow } from './clock.tsx';
export {
  type OpenOperation,
  OperationContext,
  operationNow,
  type Person,
  PersonContext,
  useAddressOperation,
  useHref,
  useMay,
  useOpenOperation,
  useOperation,
  usePerson,
} from './context.ts';
export { FaultBoundary } from './fault.tsx';
export { FigureStrip, Page, type PageProps } from './page.tsx';
export type {
  HomeCard,
  MapContribution,
  NavigationEntry,
  PaletteCommand,
  PaletteHit,
  PaletteSearch,
  RoomScreens,
  ScreenRoute,
  ScreenScope,
} from './room-screens.ts';
export { type Frames, makeRouter, useParam } from './router.tsx';
export { Shell, type ShellProps } from './shell.tsx';
export { SignedOutOverlay } from './signed-out.tsx';
export { applyTheme, chooseTheme, keepTheme, type ThemeChoice, themeNow, useTheme } from './theme.ts';
