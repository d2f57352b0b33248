import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ChangeExport, ExportOptions } from './export-options';

interface Props {
  options: ExportOptions;
  change: ChangeExport;
}

// Radios are the values of one choice, under its title.
export function Radios(props: { name: string; title: string; values: [value: string, label: string][] }) {
  return (
    <MenuGroup>
      <MenuGroupHeader>{props.title}</MenuGroupHeader>
      {props.values.map(([value, label]) => (
        <MenuItemRadio key={value} name={props.name} value={value}>
          {label}
        </MenuItemRadio>
      ))}
    </MenuGroup>
  );
}

const ways = ['department', 'manager', 'cost_center', 'company', 'country', 'office', 'license', 'status'] as const;

// SplitMenu chooses by what the list becomes several files.
export function SplitMenu({ options, change }: Props) {
  const { t } = useTranslation();
  return (
    <Menu
      checkedValues={{ splitBy: [options.splitBy] }}
      onCheckedValueChange={(_, { checkedItems }) => change({ splitBy: checkedItems[0] as ExportOptions['splitBy'] })}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuItem>{t('export.split')}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name="splitBy" value="">
            {t('export.splitNone')}
          </MenuItemRadio>
          <MenuDivider />
          {ways.map((by) => (
            <MenuItemRadio key={by} name="splitBy" value={by}>
              {t(`export.by.${by}`)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

const flags = ['mark', 'guard', 'lineFeeds'] as const;

// CsvMenu chooses what programs that read CSV disagree in.
export function CsvMenu({ options, change }: Props) {
  const { t } = useTranslation();
  return (
    <Menu
      checkedValues={{ comma: [options.comma], dates: [options.dates], flags: flags.filter((flag) => options[flag]) }}
      onCheckedValueChange={(_, { name, checkedItems }) => {
        if (name === 'comma') change({ comma: checkedItems[0] as ExportOptions['comma'] });
        else if (name === 'dates') change({ dates: checkedItems[0] as ExportOptions['dates'] });
        else {
          const on = (flag: string) => checkedItems.includes(flag);
          change({ mark: on('mark'), guard: on('guard'), lineFeeds: on('lineFeeds') });
        }
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuItem>{t('export.csvChoices')}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <Radios
            name="comma"
            title={t('export.comma')}
            values={[
              ['local', t('export.commaLocal')],
              [',', t('export.commaComma')],
              [';', t('export.commaSemicolon')],
              ['\t', t('export.commaTab')],
            ]}
          />
          <MenuDivider />
          <Radios
            name="dates"
            title={t('export.dates')}
            values={[
              ['iso', t('export.datesIso')],
              ['local', t('export.datesLocal')],
              ['report', t('export.datesReport')],
            ]}
          />
          <MenuDivider />
          <MenuItemCheckbox name="flags" value="mark">
            {t('export.mark')}
          </MenuItemCheckbox>
          <MenuItemCheckbox name="flags" value="guard">
            {t('export.guard')}
          </MenuItemCheckbox>
          <MenuItemCheckbox name="flags" value="lineFeeds">
            {t('export.lineFeeds')}
          </MenuItemCheckbox>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
