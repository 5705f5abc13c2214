import { screens as access } from '#rooms/access/opsroom/index.ts';
import { screens as agencies } from '#rooms/agencies/opsroom/index.ts';
import { screens as approvals } from '#rooms/approvals/opsroom/index.ts';
import { screens as areas } from '#rooms/areas/opsroom/index.ts';
import { screens as audit } from '#rooms/audit/opsroom/index.ts';
import { screens as breakGlass } from '#rooms/break-glass/opsroom/index.ts';
import { screens as deployment } from '#rooms/deployment/opsroom/index.ts';
import { screens as exercises } from '#rooms/exercises/opsroom/index.ts';
import { screens as fieldReports } from '#rooms/field-reports/opsroom/index.ts';
import { screens as grants } from '#rooms/grants/opsroom/index.ts';
import { screens as holdings } from '#rooms/holdings/opsroom/index.ts';
import { screens as incidents } from '#rooms/incidents/opsroom/index.ts';
import { screens as operations } from '#rooms/operations/opsroom/index.ts';
import { screens as outreach } from '#rooms/outreach/opsroom/index.ts';
import { screens as privacy } from '#rooms/privacy/opsroom/index.ts';
import { screens as sealing } from '#rooms/sealing/opsroom/index.ts';
import { screens as situation } from '#rooms/situation/opsroom/index.ts';
import { screens as wall } from '#rooms/situation/opsroom/map/index.ts';
import { screens as stations } from '#rooms/stations/opsroom/index.ts';
import { screens as tasks } from '#rooms/tasks/opsroom/index.ts';
import { screens as upkeep } from '#rooms/upkeep/opsroom/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';

/** The rooms of the operations room, one line each. */
export const rooms: readonly RoomScreens[] = [
  wall,
  situation,
  access,
  operations,
  agencies,
  areas,
  stations,
  deployment,
  grants,
  fieldReports,
  incidents,
  tasks,
  outreach,
  sealing,
  exercises,
  approvals,
  privacy,
  upkeep,
  audit,
  holdings,
  breakGlass,
];
