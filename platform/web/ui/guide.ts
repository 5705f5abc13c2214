import { createContext } from 'react';

/** Who gives rights to the person who sits here, in words: "administrator Polres X". Null: not known. */
export const AdministratorContext = createContext<string | null>(null);
