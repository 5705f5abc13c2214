import { createContext, type ReactNode } from 'react';

/** Who gives rights to the person who sits here, in words: "administrator Polres X". Null: not known. */
export const AdministratorContext = createContext<string | null>(null);

/** What whoever lacks a right can do themselves, drawn beneath "not here". */
export const WayInContext = createContext<ReactNode>(null);
