import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  SplitButton,
} from '@fluentui/react-components';
import { DocumentTableArrowRightRegular } from '@fluentui/react-icons/svg/document-table-arrow-right';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNote } from '../api/notes';
import { stateQuery } from '../api/queries';
import { useShortcut } from '../app/shortcuts';
import { useDay } from '../day/use-day';
import { useNamesHidden } from '../settings/use-settings';
import { useActions } from './use-actions';

const useStyles = makeStyles({
  folder: { padding: '4px 8px 6px', fontSize: '12px', color: 'var(--ll-quiet)', maxWidth: '260px' },
});

// What a person chose once holds for every later export.
interface ExportOptions {
  layout: 'shown' | 'full' | 'list';
  comma: ',' | ';' | '\t';
}

const usual: ExportOptions = { layout: 'shown', comma: ',' };

// ExportButton writes what the table shows, for the day it shows, in one
// click; other ways stand behind the arrow.
export function ExportButton() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { busy: working, exportAs } = useActions();
  const { readings } = useDay();
  const hidden = useNamesHidden();
  const { data: state } = useQuery(stateQuery());
  const [options, setOptions] = useNote<ExportOptions>('export', usual);
  const { layout, comma } = options;
  const busy = working || readings.length === 0;
  const excel = (ask: boolean) => exportAs({ format: 'xlsx', layout, comma, ask });
  useShortcut('export', () => (busy ? undefined : excel(false)));
  return (
    <Menu
      positioning="below-end"
      checkedValues={{ layout: [layout], comma: [comma] }}
      onCheckedValueChange={(_, { name, checkedItems }) => setOptions({ ...options, [name]: checkedItems[0] })}
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
            {hidden ? t('export.excelNamed') : t('export.excel')}
          </SplitButton>
        )}
      </MenuTrigger>
      <MenuPopover>
        {state?.exportFolder && !hidden ? (
          <div className={styles.folder}>{t('export.goesTo', { folder: state.exportFolder })}</div>
        ) : null}
        <MenuList>
          <MenuItem onClick={() => excel(true)}>{t('export.saveAs')}</MenuItem>
          <MenuItem onClick={() => exportAs({ format: 'csv', layout, comma, ask: false })}>
            {t('export.csvFile')}
          </MenuItem>
          <MenuItem onClick={() => exportAs({ format: 'csv', layout: 'list', comma: ',', ask: false })}>
            {t('export.csv')}
          </MenuItem>
          <MenuItem onClick={() => exportAs({ format: 'parquet', layout, comma, ask: false })}>
            {t('export.parquet')}
          </MenuItem>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('export.columns')}</MenuGroupHeader>
            <MenuItemRadio name="layout" value="shown">
              {t('export.columnsShown')}
            </MenuItemRadio>
            <MenuItemRadio name="layout" value="full">
              {t('export.columnsAll')}
            </MenuItemRadio>
            <MenuItemRadio name="layout" value="list">
              {t('export.columnsList')}
            </MenuItemRadio>
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('export.comma')}</MenuGroupHeader>
            <MenuItemRadio name="comma" value=",">
              {t('export.commaComma')}
            </MenuItemRadio>
            <MenuItemRadio name="comma" value=";">
              {t('export.commaSemicolon')}
            </MenuItemRadio>
            <MenuItemRadio name="comma" value={'\t'}>
              {t('export.commaTab')}
            </MenuItemRadio>
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
