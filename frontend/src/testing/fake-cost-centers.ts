import type { desktop } from '../wailsjs/go/models';
import type { Go } from './fake-types';

export interface FakeCostCenters {
  listed: number; // addresses of the list that is kept
  picked: desktop.CostCenterList | null; // what the dialog answers with
  imported: string[]; // paths
}

const noList: desktop.CostCenterList = {
  path: '',
  name: '',
  addresses: 0,
  people: 0,
  problems: [],
  strangers: [],
  repeated: [],
  blank: [],
  before: 0,
} as unknown as desktop.CostCenterList;

export const costCenterList = (list: Partial<desktop.CostCenterList>): desktop.CostCenterList =>
  ({ ...noList, path: '/home/admin/centers.csv', name: 'centers.csv', ...list }) as desktop.CostCenterList;

export const makeCostCenters = (): FakeCostCenters => ({
  listed: 0,
  picked: costCenterList({ addresses: 3, people: 2, strangers: [4] }),
  imported: [],
});

// fakeCostCenters keeps the contract of a list of cost centers.
export function fakeCostCenters(
  c: FakeCostCenters,
  emit: (nouns: string[]) => void,
): Pick<Go, 'CostCenters' | 'PickCostCenters' | 'ImportCostCenters' | 'ClearCostCenters'> {
  const put = (listed: number) => {
    c.listed = listed;
    emit(['costCenters', 'views']);
  };
  return {
    CostCenters: async () => ({
      listed: c.listed,
      strangers: Math.min(1, c.listed),
      isRead: true,
      people: 60,
      fromList: Math.max(0, c.listed - 1),
      fromDirectory: 50 - c.listed,
      without: 11,
    }),
    PickCostCenters: async () => (c.picked ? { ...c.picked, before: c.listed } : noList) as desktop.CostCenterList,
    ImportCostCenters: async (path) => {
      c.imported.push(path);
      put(c.picked?.addresses ?? 0);
    },
    ClearCostCenters: async () => put(0),
  };
}
