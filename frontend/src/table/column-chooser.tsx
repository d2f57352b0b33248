import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  SearchBox,
  tokens,
} from '@fluentui/react-components';
import { TableSettingsRegular } from '@fluentui/react-icons/svg/table-settings';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnId } from '../api/types';
import { useFormat } from '../i18n/format';
import { ColumnList } from './column-list';
import { allColumns, frozen } from './columns';
import type { Layout } from './layout';
import { useTable } from './table-context';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: '10px', width: '300px' },
  search: { maxWidth: 'none' },
  hint: { margin: 0, color: 'var(--ll-quiet)', fontSize: '12px' },
  foot: { display: 'flex', justifyContent: 'space-between', gap: '8px' },
  lists: {
    display: 'flex',
    flexDirection: 'column',
    gap: '6px',
    maxHeight: '380px',
    overflowY: 'auto',
    margin: '0 -6px',
  },
  more: {
    margin: '6px 6px 0',
    color: 'var(--ll-quiet)',
    fontSize: '12px',
    fontWeight: tokens.fontWeightSemibold,
  },
});

function Chooser(props: { layout: Layout; onDone: () => void }) {
  const { layout } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { view } = useTable();
  const [search, setSearch] = useState('');
  const name = (id: ColumnId) => t(`columns.${id}`);
  const fits = (id: ColumnId) => name(id).toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
  const shown = layout.columns.map(({ id }) => id);
  // What says something comes before what is empty on this day.
  const says = (id: ColumnId) => view?.columns.includes(id) ?? true;
  const hidden = allColumns
    .filter((id) => !shown.includes(id) && fits(id))
    .sort((a, b) => Number(says(b)) - Number(says(a)) || format.compare(name(a), name(b)));
  // A box that goes to the other list takes the focus along.
  const lists = useRef<HTMLDivElement>(null);
  const follow = useRef<ColumnId>(undefined);
  useLayoutEffect(() => {
    if (!follow.current) return;
    lists.current?.querySelector<HTMLElement>(`[data-column="${follow.current}"] input`)?.focus();
    follow.current = undefined;
  });
  const toggle = (id: ColumnId, on: boolean) => {
    follow.current = id;
    layout.show(on ? [...shown, id] : shown.filter((one) => one !== id));
  };
  const found = shown.filter(fits);
  return (
    <div className={styles.panel}>
      <SearchBox
        size="small"
        className={styles.search}
        placeholder={t('chooser.search')}
        aria-label={t('chooser.search')}
        value={search}
        onChange={(_, data) => setSearch(data.value)}
      />
      <div ref={lists} className={styles.lists}>
        <ColumnList
          label={t('chooser.shown')}
          columns={found}
          shown
          fixed={frozen}
          says={says}
          onToggle={toggle}
          onMove={found.length === shown.length ? layout.show : undefined}
        />
        {hidden.length > 0 ? (
          <>
            <span className={styles.more}>{t('chooser.more')}</span>
            <ColumnList label={t('chooser.more')} columns={hidden} shown={false} says={says} onToggle={toggle} />
          </>
        ) : null}
        {found.length + hidden.length === 0 ? <p className={styles.hint}>{t('chooser.none')}</p> : null}
      </div>
      <p className={styles.hint}>{t('chooser.hint')}</p>
      <div className={styles.foot}>
        <Button size="small" appearance="subtle" disabledFocusable={!layout.changed} onClick={layout.reset}>
          {t('chooser.reset')}
        </Button>
        <Button size="small" appearance="primary" onClick={props.onDone}>
          {t('filter.done')}
        </Button>
      </div>
    </div>
  );
}

// ColumnChooser says which columns a view shows, and in which order.
export function ColumnChooser(props: { layout: Layout }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={(_, data) => setOpen(data.open)} trapFocus positioning="below-end">
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<TableSettingsRegular />}>
          {t('chooser.button')}
        </Button>
      </PopoverTrigger>
      <PopoverSurface style={{ padding: 12 }} aria-label={t('chooser.label')}>
        <Chooser layout={props.layout} onDone={() => setOpen(false)} />
      </PopoverSurface>
    </Popover>
  );
}
