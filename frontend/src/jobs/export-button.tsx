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
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNote } from '../api/notes';
import { stateQuery } from '../api/queries';
import { useDay } from '../day/use-day';
import { useActions } from './use-actions';

const useStyles = makeStyles({
  folder: { padding: '4px 8px 6px', fontSize: '12px', color: 'var(--ll-quiet)', maxWidth: '260px' },
});

// What a person chose once holds for every later export.
interface ExportOptions {
  layout: 'full' | 'list';
  comma: ',' | ';' | '\t';
}

const usual: ExportOptions = { layout: 'full', comma: ',' };

// ExportButton writes what the table shows, for the day it shows, in one
// click; other ways stand behind the arrow.
export function ExportButton() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { busy: working, exportAs } = useActions();
  const { readings } = useDay();
  const { data: state } = useQuery(stateQuery());
  const [options, setOptions] = useNote<ExportOptions>('export', usual);
  const { layout, comma } = options;
  const busy = working || readings.length === 0;
  const excel = (ask: boolean) => exportAs({ format: 'xlsx', layout, comma, ask });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 'e') return;
      event.preventDefault();
      if (!busy) exportAs({ format: 'xlsx', layout, comma, ask: false });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [busy, exportAs, layout, comma]);
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
            {t('export.excel')}
          </SplitButton>
        )}
      </MenuTrigger>
      <MenuPopover>
        {state?.exportFolder ? (
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
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('export.columns')}</MenuGroupHeader>
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
