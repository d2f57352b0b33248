import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { FilterRegular } from '@fluentui/react-icons/svg/filter';
import { PersonRegular } from '@fluentui/react-icons/svg/person';
import { useTranslation } from 'react-i18next';
import type { ColumnId, Filter, Row } from '../api/types';
import { isDateColumn } from './words';

// RowMenuAt is the cell that a menu was opened on, and where on the screen.
export interface RowMenuAt {
  row: Row;
  index: number;
  column: ColumnId;
  x: number;
  y: number;
  focusRow: (index: number) => void; // of the same column
}

// filterBy keeps the rows that say the same as a cell; undefined where that
// makes no sense.
export function filterBy(row: Row, column: ColumnId): Filter | undefined {
  if (isDateColumn(column) || column === 'candidates') return undefined;
  const value = row[column];
  const text = value === null || value === undefined ? '' : String(value);
  return text === '' ? { column, op: 'empty', values: [] } : { column, op: 'is', values: [text] };
}

// RowMenu is what can be done with a cell and its row.
export function RowMenu(props: {
  at: RowMenuAt | undefined;
  onCopyCell: (at: RowMenuAt) => void;
  onCopyRow: (at: RowMenuAt) => void;
  onCopyWithHeaders: (at: RowMenuAt) => void;
  onFilter: (filter: Filter) => void;
  onShow: (at: RowMenuAt) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { at } = props;
  if (!at) return null;
  const filter = filterBy(at.row, at.column);
  const { x, y } = at;
  const target = { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
  return (
    <Menu
      open
      onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}
      positioning={{ target, position: 'below', align: 'start' }}
    >
      <MenuPopover>
        <MenuList hasIcons aria-label={t('rowMenu.label')}>
          <MenuItem icon={<CopyRegular />} onClick={() => props.onCopyCell(at)}>
            {t('rowMenu.copyCell')}
          </MenuItem>
          <MenuItem onClick={() => props.onCopyRow(at)}>{t('rowMenu.copyRow')}</MenuItem>
          <MenuItem onClick={() => props.onCopyWithHeaders(at)}>{t('rowMenu.copyWithHeaders')}</MenuItem>
          <MenuDivider />
          <MenuItem
            icon={<FilterRegular />}
            disabled={!filter}
            onClick={() => (filter ? props.onFilter(filter) : undefined)}
          >
            {t('rowMenu.filter')}
          </MenuItem>
          <MenuItem icon={<PersonRegular />} onClick={() => props.onShow(at)}>
            {t('rowMenu.show')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
