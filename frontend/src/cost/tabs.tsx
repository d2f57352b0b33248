import type { ComponentType } from 'react';
import type { CostTab } from '../app/place';
import { FreeTab } from './free-tab';
import { PricesTab } from './prices-tab';
import { SeatsTab } from './seats-tab';

// The tabs of the page in their order; each has a file of its own.
export const costTabs: { tab: CostTab; Body: ComponentType }[] = [
  { tab: 'seats', Body: SeatsTab },
  { tab: 'freeUp', Body: FreeTab },
  { tab: 'prices', Body: PricesTab },
];
