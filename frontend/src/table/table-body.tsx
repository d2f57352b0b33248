import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Row, View, ViewKind } from '../api/types';
import { useFormat } from '../i18n/format';
import { useOpenPerson } from '../person/open-person';
import { personAt } from './beside';
import { cellText } from './cell-text';
import { withFilter } from './filters';
import { Footer } from './footer';
import { Grid } from './grid';
import type { Layout } from './layout';
import { RowMenu, type RowMenuAt } from './row-menu';
import { between, countOf, isPicked, type Selection } from './selection';
import { useTable } from './table-context';
import { useCopy } from './use-copy';
import { PickingContext, usePicking } from './use-selection';

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0 },
  older: { opacity: 0.6, transitionProperty: 'opacity', transitionDuration: '120ms' },
});

// TableBody is the rows of a view with what is done to them: selecting, copying,
// opening. older tells that a newer view is on its way.
export function TableBody(props: {
  kind: ViewKind;
  view: View;
  layout: Layout;
  older: boolean;
  onStale: () => void;
  onFailed: (thrown: unknown) => void;
}) {
  const { kind, view, layout } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const openPerson = useOpenPerson();
  const { choice, change, nextLook, briefly } = useTable();
  const picking = usePicking(view);
  const copying = useCopy(props.onStale);
  const [menu, setMenu] = useState<RowMenuAt>();
  const cell = useRef<Element>(null); // has the focus again when the menu closes
  const openMenu = (at: RowMenuAt) => {
    cell.current = document.activeElement;
    setMenu(at);
  };
  const closeMenu = () => {
    setMenu(undefined);
    if (cell.current instanceof HTMLElement) cell.current.focus();
  };
  const columns = layout.columns.map(({ id }) => id);
  const show = (row: Row, index: number, focusRow: (index: number) => void) =>
    openPerson(personAt(view, index, row, focusRow));
  const copySelected = () => copying.copyRows(picking.read(), columns, true);
  const copyCell = (row: Row, column: RowMenuAt['column']) =>
    copying.copyText(cellText(row, column, t, format, nextLook, briefly));
  // A row that is selected stands for all that are.
  const meant = (index: number): Selection =>
    isPicked(picking.spans, index) ? picking.spans : [between(index, index)];

  return (
    <PickingContext value={picking}>
      <div className={mergeClasses(styles.body, props.older && styles.older)}>
        <Grid
          key={kind}
          kind={kind}
          view={view}
          layout={layout}
          label={t('table.label', { view: t(`views.${kind}`), day: format.day(view.snapshot?.day ?? '') })}
          top={JSON.stringify([choice.filters, choice.changed, choice.search, choice.sortBy, choice.sortDown])}
          onStale={props.onStale}
          onFailed={props.onFailed}
          onOpen={show}
          onCopy={(column, row) => {
            if (countOf(picking.read()) > 0) copySelected();
            else if (row) copyCell(row, column);
          }}
          onMenu={openMenu}
        />
      </div>
      <RowMenu
        at={menu}
        onCopyCell={({ row, column }) => copyCell(row, column)}
        onCopyRow={({ index }) => copying.copyRows([between(index, index)], columns, false)}
        onCopyWithHeaders={({ index }) => copying.copyRows(meant(index), columns, true)}
        onFilter={(filter) => change({ filters: withFilter(choice.filters, filter) })}
        onShow={({ row, index, focusRow }) => show(row, index, focusRow)}
        onClose={closeMenu}
      />
      <Footer kind={kind} view={view} copying={copying} onCopy={copySelected} />
    </PickingContext>
  );
}
