import { CalendarRegular } from '@fluentui/react-icons/svg/calendar';
import { CertificateRegular } from '@fluentui/react-icons/svg/certificate';
import { PersonRegular } from '@fluentui/react-icons/svg/person';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findQuery, stateQuery } from '../api/queries';
import type { Found, Row } from '../api/types';
import { costTabs } from '../cost/tabs';
import { readDay } from '../day/days';
import { useDay } from '../day/use-day';
import { type Format, useFormat } from '../i18n/format';
import { localeOf } from '../i18n/i18n';
import { useActions } from '../jobs/use-actions';
import { keyOf } from '../person/key-of';
import { type PersonAsked, useOpenPerson } from '../person/open-person';
import { pages as tablePages } from '../table/columns';
import { whoOf } from '../table/who';
import { TenantMark } from '../theme/tenant-mark';
import { useCommands } from './commands';
import { fits } from './fits';
import { pages } from './pages';
import { type Move, useGo, usePlacePart } from './place';
import { nameOf, useRecents } from './use-recents';

export type PaletteKind = 'day' | 'people' | 'licenses' | 'pages' | 'commands' | 'files';

// PaletteItem is something to go to or to do.
export interface PaletteItem {
  kind: PaletteKind;
  key: string;
  icon: ReactNode;
  text: string;
  note?: string | undefined;
  act: () => void;
}

// A few people type fast; the program is asked when they pause.
const pause = 40; // milliseconds

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function personItem(row: Row, t: TFunction, format: Format, open: (asked: PersonAsked) => void): PaletteItem {
  const who = whoOf(row, t, format);
  const address = row.email_address === 'Unknown' ? '' : row.email_address;
  return {
    kind: 'people',
    key: `person ${keyOf(row)} ${who.name}`,
    icon: <PersonRegular />,
    text: who.name,
    note: who.note || address,
    act: () => open({ key: keyOf(row), row }),
  };
}

function licenseItems(found: Found, t: TFunction, go: (step: Move) => void): PaletteItem[] {
  return found.licenses.map(({ value, count }) => ({
    kind: 'licenses',
    key: `license ${value}`,
    icon: <CertificateRegular />,
    text: value,
    note: t('count.rows', { count }),
    act: () =>
      go({
        to: 'rows',
        kind: found.view as 'list',
        choice: { filters: [{ column: 'license', op: 'is', values: [value] }] },
      }),
  }));
}

// usePages are the pages, and the views of those that have several.
function usePages(): PaletteItem[] {
  const { t } = useTranslation();
  const { go } = useGo();
  return pages.flatMap(({ page, Icon }): PaletteItem[] => {
    const name = t(`nav.pages.${page}`);
    const here = { kind: 'pages', key: page, icon: <Icon />, text: name, act: () => go({ to: 'page', page }) } as const;
    if (page === 'cost') {
      const tabs = costTabs.map(({ tab }) => ({
        kind: 'pages' as const,
        key: `cost ${tab}`,
        icon: <Icon />,
        text: t(`cost.tab.${tab}`),
        note: name,
        act: () => go({ to: 'cost', tab }),
      }));
      return [here, ...tabs];
    }
    if (page !== 'licenses' && page !== 'people') return [here];
    return [
      here,
      ...tablePages[page].map((kind) => ({
        kind: 'pages' as const,
        key: kind,
        icon: <Icon />,
        text: t(`views.${kind}`),
        note: name,
        act: () => {
          go({ to: 'page', page });
          go({ to: 'view', kind });
        },
      })),
    ];
  });
}

function useFiles(): PaletteItem[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { openPath } = useActions();
  const { recents } = useRecents();
  return recents
    .filter((file) => !file.missing && !file.isOpen)
    .map((file) => ({
      kind: 'files',
      key: file.path,
      icon: <TenantMark colour={file.colour} />,
      text: t('palette.open', { name: nameOf(file) }),
      note: file.lastRead ? format.when(file.lastRead) : undefined,
      act: () => void openPath(file.path),
    }));
}

const pagesBeforeTyping = 5;

// usePaletteItems gives what fits the text, in the order in which it is listed.
export function usePaletteItems(text: string): { items: PaletteItem[]; asking: boolean } {
  const { t } = useTranslation();
  const format = useFormat();
  const { go } = useGo();
  const open = useOpenPerson();
  const { toDay, readings } = useDay();
  const at = usePlacePart((place) => place.at);
  const { data: state } = useQuery(stateQuery());
  const isOpen = state?.ledger != null;
  const typed = text.trim();
  const settled = useSettled(typed);
  const {
    data: found,
    isFetching,
    isPlaceholderData,
  } = useQuery({
    ...findQuery(settled, at),
    enabled: isOpen && settled !== '',
  });
  const places = usePages();
  const commands = useCommands();
  const files = useFiles();

  const day = typed && readings.length > 0 ? readDay(typed, localeOf(format.language)) : undefined;
  const days: PaletteItem[] = day
    ? [
        {
          kind: 'day',
          key: day,
          icon: <CalendarRegular />,
          text: t('palette.goTo', { day: format.day(day) }),
          act: () => toDay(day),
        },
      ]
    : [];
  const fitting = (item: PaletteItem) => fits(`${item.text} ${item.note ?? ''}`, typed);
  const pagesShown = !isOpen ? [] : typed ? places.filter(fitting) : places.filter(({ note }) => !note);
  // What was found for fewer letters stays as far as it fits, so that Enter never
  // opens somebody who was meant before.
  const older = isPlaceholderData || settled !== typed;
  const people = typed && found ? found.people.map((row) => personItem(row, t, format, open)) : [];
  const licenses = typed && found ? licenseItems(found, t, go) : [];
  // Where nobody is called so, the license itself is meant before those who hold it.
  const findings = people.some(fitting) ? [...people, ...licenses] : [...licenses, ...people];
  const items = [
    ...days,
    ...(older ? findings.filter(fitting) : findings),
    ...(typed ? pagesShown : pagesShown.slice(0, pagesBeforeTyping)),
    ...commands.filter(fitting),
    ...files.filter(fitting),
  ];
  return { items, asking: isFetching || settled !== typed };
}
