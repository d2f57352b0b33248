import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Popover,
  PopoverSurface,
  SearchBox,
  tokens,
} from '@fluentui/react-components';
import { DataBarHorizontalRegular } from '@fluentui/react-icons/svg/data-bar-horizontal';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { FilterRegular } from '@fluentui/react-icons/svg/filter';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { viewQuery } from '../api/queries';
import type { ColumnId } from '../api/types';
import { useShortcut } from '../app/shortcuts';
import { useFormat } from '../i18n/format';
import { ColumnChooser } from './column-chooser';
import { allColumns } from './columns';
import { FilterPanel } from './filter-panel';
import { changedSentence, sentenceOf } from './filters';
import type { Layout } from './layout';
import { SavedViews } from './saved-views';
import { useTable } from './table-context';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: '4px 16px',
    padding: '10px 20px',
    '@media (max-width: 700px)': { flexWrap: 'wrap' },
  },
  // Sentences that have no room go on below, and what stands at the end stays where it is.
  asked: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '6px 8px', flexGrow: 1, minWidth: 0 },
  search: { width: '280px', maxWidth: '100%' },
  sentence: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '2px',
    minHeight: '28px',
    minWidth: 0,
    paddingLeft: '10px',
    fontSize: '13px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
  },
  end: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px', flexShrink: 0, marginRight: '-12px' },
  remove: { color: 'inherit', minWidth: '28px' },
});

function Sentence(props: { text: string; onRemove: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <span className={styles.sentence}>
      {props.text}
      <Button
        appearance="transparent"
        size="small"
        className={styles.remove}
        icon={<DismissRegular fontSize={14} />}
        aria-label={t('filter.remove', { sentence: props.text })}
        onClick={props.onRemove}
      />
    </span>
  );
}

// FilterButton is the way to every column's filter that needs no mouse and no
// column in sight.
function FilterButton(props: { layout: Layout }) {
  const { t } = useTranslation();
  const { view } = useTable();
  const [column, setColumn] = useState<ColumnId>();
  const shown = props.layout.columns.map(({ id }) => id);
  const others = allColumns.filter((id) => !shown.includes(id) && view?.columns.includes(id));
  const button = useRef<HTMLButtonElement>(null);
  const item = (id: ColumnId) => (
    <MenuItem key={id} onClick={() => setTimeout(() => setColumn(id))}>
      {t(`columns.${id}`)}
    </MenuItem>
  );
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button ref={button} appearance="subtle" icon={<FilterRegular />}>
            {t('table.filter')}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {shown.map(item)}
            {others.length > 0 ? (
              <>
                <MenuDivider />
                {others.map(item)}
              </>
            ) : null}
          </MenuList>
        </MenuPopover>
      </Menu>
      <Popover
        open={column !== undefined}
        onOpenChange={(_, data) => (data.open ? undefined : setColumn(undefined))}
        trapFocus
        positioning={{ target: button.current, position: 'below', align: 'start' }}
      >
        <PopoverSurface
          style={{ padding: 12 }}
          aria-label={column ? t('table.filterColumn', { column: t(`columns.${column}`) }) : undefined}
        >
          {column ? <FilterPanel key={column} column={column} onDone={() => setColumn(undefined)} /> : null}
        </PopoverSurface>
      </Popover>
    </>
  );
}

// SearchField asks with every letter; those typed while an answer is on its way
// are asked for together when it is there.
function SearchField() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { request, choice, change, opening, view } = useTable();
  const client = useQueryClient();
  const [text, setText] = useState(choice.search);
  const [known, setKnown] = useState(choice.search); // what the table searches for, as far as this box knows
  const box = useRef<HTMLInputElement>(null);
  if (known !== choice.search) {
    setKnown(choice.search);
    setText(choice.search);
  }
  const search = (next: string) => {
    void client.prefetchQuery(viewQuery({ ...request, search: next })); // it is on its way while the page is drawn
    setKnown(next); // so that letters typed meanwhile are not taken back
    change({ search: next });
  };
  const searchNow = useRef(search);
  searchNow.current = search;
  useEffect(() => {
    if (text !== choice.search && !opening) searchNow.current(text);
  }, [text, choice.search, opening]);
  useShortcut('search', () => {
    box.current?.focus();
    box.current?.select();
  });
  // Whoever comes near is about to search.
  const expected = useRef('');
  const expect = () => {
    if (!view?.id || expected.current === view.id) return;
    expected.current = view.id;
    backend.expectSearch(view.id).catch(() => undefined); // a search does without
  };
  return (
    <SearchBox
      ref={box}
      className={styles.search}
      placeholder={t('table.search')}
      aria-label={t('table.search')}
      value={text}
      onPointerEnter={expect}
      onFocus={expect}
      onChange={(_, data) => {
        setText(data.value);
        if (!opening) search(data.value);
      }}
      dismiss={{ 'aria-label': t('table.clearSearch') }}
    />
  );
}

export function FilterBar(props: { layout: Layout; summary: boolean; onSummary: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { choice, change } = useTable();
  const many = choice.filters.length + (choice.search ? 1 : 0) + (choice.changed ? 1 : 0);
  return (
    <div className={styles.bar}>
      <div className={styles.asked}>
        <SearchField />
        <FilterButton layout={props.layout} />
        {choice.changed ? (
          <Sentence text={changedSentence(choice.changed, t, format)} onRemove={() => change({ changed: undefined })} />
        ) : null}
        {choice.filters.map((filter) => (
          <Sentence
            key={`${filter.column} ${filter.op}`}
            text={sentenceOf(filter, t, format)}
            onRemove={() => change({ filters: choice.filters.filter((other) => other !== filter) })}
          />
        ))}
        {many > 1 ? (
          <Button
            appearance="subtle"
            size="small"
            onClick={() => change({ filters: [], search: '', changed: undefined })}
          >
            {t('filter.clearAll')}
          </Button>
        ) : null}
      </div>
      <span className={styles.end}>
        <Button
          appearance="subtle"
          icon={<DataBarHorizontalRegular />}
          aria-pressed={props.summary}
          onClick={props.onSummary}
        >
          {t('summarize.button')}
        </Button>
        <SavedViews layout={props.layout} />
        <ColumnChooser layout={props.layout} />
      </span>
    </div>
  );
}
