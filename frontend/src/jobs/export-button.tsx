import {
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  SplitButton,
} from '@fluentui/react-components';
import { DocumentTableArrowRightRegular } from '@fluentui/react-icons/svg/document-table-arrow-right';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { stateQuery } from '../api/queries';
import { useShortcut } from '../app/shortcuts';
import { useDay } from '../day/use-day';
import { useNamesHidden } from '../settings/use-settings';
import { CsvMenu, Radios, SplitMenu } from './export-menus';
import { type ExportOptions, useExportOptions } from './export-options';
import { useActions } from './use-actions';

const useStyles = makeStyles({
  folder: { padding: '4px 8px 6px', fontSize: '12px', color: 'var(--ll-quiet)', maxWidth: '260px' },
});

// ExportButton writes what the table shows, for the day it shows, in one
// click; other ways stand behind the arrow.
export function ExportButton() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { busy: working, exportAs } = useActions();
  const { readings } = useDay();
  const hidden = useNamesHidden();
  const { data: state } = useQuery(stateQuery());
  const [options, change] = useExportOptions();
  const busy = working || readings.length === 0;
  const excel = (ask: boolean) => exportAs({ ...options, format: 'xlsx', ask });
  useShortcut('export', () => (busy ? undefined : excel(false)));
  // What is not to be overlooked stands on the button.
  const label = () => {
    if (options.splitBy) return options.redact ? t('export.filesRedacted') : t('export.files');
    if (options.redact) return t('export.excelRedacted');
    return hidden ? t('export.excelNamed') : t('export.excel');
  };
  return (
    <Menu
      positioning="below-end"
      checkedValues={{ layout: [options.layout], redact: options.redact ? ['redact'] : [] }}
      onCheckedValueChange={(_, { name, checkedItems }) =>
        change(
          name === 'redact'
            ? { redact: checkedItems.length > 0 }
            : { layout: checkedItems[0] as ExportOptions['layout'] },
        )
      }
    >
      <MenuTrigger disableButtonEnhancement>
        {(trigger) => (
          <SplitButton
            appearance="primary"
            icon={<DocumentTableArrowRightRegular />}
            disabledFocusable={busy}
            primaryActionButton={{ onClick: () => excel(false) }}
            menuButton={{ ...trigger, 'aria-label': t('export.menu') }}
          >
            {label()}
          </SplitButton>
        )}
      </MenuTrigger>
      <MenuPopover>
        {state?.exportFolder && !hidden ? (
          <div className={styles.folder}>{t('export.goesTo', { folder: state.exportFolder })}</div>
        ) : null}
        <MenuList>
          <MenuItem onClick={() => excel(true)}>{t('export.saveAs')}</MenuItem>
          <MenuItem onClick={() => exportAs({ ...options, format: 'csv', ask: false })}>
            {options.splitBy ? t('export.csvFiles') : t('export.csvFile')}
          </MenuItem>
          <MenuItem onClick={() => exportAs({ ...options, format: 'csv', layout: 'report', splitBy: '', ask: false })}>
            {t('export.csv')}
          </MenuItem>
          <MenuItem onClick={() => exportAs({ ...options, format: 'parquet', ask: false })}>
            {t('export.parquet')}
          </MenuItem>
          <MenuItem onClick={() => exportAs({ ...options, format: 'xlsx', layout: 'month', splitBy: '', ask: false })}>
            {t('export.month')}
          </MenuItem>
          <MenuDivider />
          <Radios
            name="layout"
            title={t('export.columns')}
            values={[
              ['shown', t('export.columnsShown')],
              ['full', t('export.columnsAll')],
              ['list', t('export.columnsList')],
            ]}
          />
          <MenuDivider />
          <SplitMenu options={options} change={change} />
          <CsvMenu options={options} change={change} />
          <MenuItemCheckbox name="redact" value="redact">
            {t('export.redact')}
          </MenuItemCheckbox>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
