package source

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/xuri/excelize/v2"
)

// What a workbook may be: it is unpacked to temporary files beyond some memory.
const (
	maxWorkbookFile   = 128 << 20 // it is read into memory, packed
	maxWorkbook       = 4 << 30   // unpacked
	maxWorkbookMemory = 16 << 20  // of a sheet
)

// sheets parts each sheet of a workbook into rows.
func (w *walk) sheets(in input, r *bufio.Reader) {
	file, done, err := spool(in, r)
	if err != nil {
		w.fail(in.name, 0, err)
		return
	}
	defer done()
	if info, err := file.Stat(); err != nil || info.Size() > maxWorkbookFile {
		w.fail(in.name, 0, cmp.Or(err, fmt.Errorf("larger than %d MiB, the most a workbook may have", maxWorkbookFile>>20)))
		return
	}
	book, err := excelize.OpenReader(io.NewSectionReader(file, 0, maxWorkbookFile), excelize.Options{
		UnzipSizeLimit: maxWorkbook, UnzipXMLSizeLimit: maxWorkbookMemory, ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd",
	})
	if err != nil {
		w.fail(in.name, 0, fmt.Errorf("unreadable workbook: %w", err))
		return
	}
	defer book.Close()
	empty := true
	for _, name := range book.GetSheetList() {
		rows, err := book.Rows(name)
		if err != nil {
			w.fail(in.name+"/"+name, 0, err)
			continue
		}
		if next, stop := iter.Pull(cellsOf(rows)); w.more() {
			if first, ok := next(); ok {
				empty = false
				sheet := in
				sheet.name += "/" + name
				w.rows(sheet, follow(first, next))
			}
			stop()
		}
		_ = rows.Close()
	}
	if empty {
		w.fail(in.name, 0, errEmpty)
	}
}

// follow yields first and what comes after it.
func follow[T any](first T, next func() (T, bool)) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v, ok := first, true; ok && yield(v); {
			v, ok = next()
		}
	}
}

// cellsOf yields the rows of a sheet that are not blank.
func cellsOf(rows *excelize.Rows) iter.Seq[tableRow] {
	return func(yield func(tableRow) bool) {
		number := 0
		for rows.Next() {
			number++
			cells, err := rows.Columns()
			if err == nil && strings.TrimSpace(strings.Join(cells, "")) == "" {
				continue
			}
			if !yield(tableRow{line: number, cells: cells, err: err}) || err != nil {
				return
			}
		}
		if err := rows.Error(); err != nil {
			yield(tableRow{line: number + 1, err: err})
		}
	}
}
