import { BuildingMultipleFilled, BuildingMultipleRegular } from '@fluentui/react-icons/svg/building-multiple';
import { CertificateFilled, CertificateRegular } from '@fluentui/react-icons/svg/certificate';
import { ColumnDoubleCompareFilled, ColumnDoubleCompareRegular } from '@fluentui/react-icons/svg/column-double-compare';
import { HistoryFilled, HistoryRegular } from '@fluentui/react-icons/svg/history';
import { HomeFilled, HomeRegular } from '@fluentui/react-icons/svg/home';
import { MoneyFilled, MoneyRegular } from '@fluentui/react-icons/svg/money';
import { PeopleFilled, PeopleRegular } from '@fluentui/react-icons/svg/people';
import { SettingsFilled, SettingsRegular } from '@fluentui/react-icons/svg/settings';
import type { ComponentType } from 'react';
import { ChangesPage } from '../changes/changes-page';
import { CostPage } from '../cost/cost-page';
import { HistoryPage } from '../history/history-page';
import { OverviewPage } from '../overview/overview-page';
import { SettingsPage } from '../settings/settings-page';
import { ViewPage } from '../table/view-page';
import { TenantsPage } from '../tenants/tenants-page';
import type { Page } from './place';

// PageShape is what the frame knows of a page: where it stands in the
// navigation, what it draws, and what of the frame it makes use of.
export interface PageShape {
  page: Page;
  Icon: typeof PeopleRegular;
  HereIcon: typeof PeopleFilled;
  Body: ComponentType;
  travels: boolean; // shows the day that was chosen
  exports: boolean; // has a table that can be exported
}

// The pages in the order of the navigation.
export const pages: PageShape[] = [
  {
    page: 'overview',
    Icon: HomeRegular,
    HereIcon: HomeFilled,
    Body: OverviewPage,
    travels: true,
    exports: false,
  },
  {
    page: 'licenses',
    Icon: CertificateRegular,
    HereIcon: CertificateFilled,
    Body: () => <ViewPage page="licenses" />,
    travels: true,
    exports: true,
  },
  {
    page: 'people',
    Icon: PeopleRegular,
    HereIcon: PeopleFilled,
    Body: () => <ViewPage page="people" />,
    travels: true,
    exports: true,
  },
  {
    page: 'cost',
    Icon: MoneyRegular,
    HereIcon: MoneyFilled,
    Body: CostPage,
    travels: true,
    exports: false,
  },
  {
    page: 'changes',
    Icon: ColumnDoubleCompareRegular,
    HereIcon: ColumnDoubleCompareFilled,
    Body: ChangesPage,
    travels: false,
    exports: false,
  },
  {
    page: 'history',
    Icon: HistoryRegular,
    HereIcon: HistoryFilled,
    Body: HistoryPage,
    travels: false,
    exports: false,
  },
  {
    page: 'tenants',
    Icon: BuildingMultipleRegular,
    HereIcon: BuildingMultipleFilled,
    Body: TenantsPage,
    travels: false,
    exports: false,
  },
  {
    page: 'settings',
    Icon: SettingsRegular,
    HereIcon: SettingsFilled,
    Body: SettingsPage,
    travels: false,
    exports: false,
  },
];

export function shapeOf(page: Page): PageShape {
  const shape = pages.find((one) => one.page === page);
  if (!shape) throw new Error(`no page ${page}`);
  return shape;
}
