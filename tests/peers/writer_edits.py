"""LibreOffice edits a file: run by the Python that knows ``uno``, which is that of the machine.

Arguments: the name of the pipe on which LibreOffice listens, the file, where to save it, and the
edits as JSON: a list of the name of a function here and its arguments.
"""

import contextlib
import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

BOLD = 150


def setting(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connected(pipe):
    """The LibreOffice that was started, once it listens."""
    here = uno.getComponentContext()
    make = here.ServiceManager.createInstanceWithContext
    resolver = make("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not listen")


class Desk:
    def __init__(self, context, source):
        self.context = context
        self.make = context.ServiceManager.createInstanceWithContext
        self.desktop = self.make("com.sun.star.frame.Desktop", context)
        self.doc = self.desktop.loadComponentFromURL(
            source, "_blank", 0, (setting("Hidden", True),)
        )

    def author(self, name):
        provider = self.make("com.sun.star.configuration.ConfigurationProvider", self.context)
        path = (setting("nodepath", "/org.openoffice.UserProfile/Data"),)
        access = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess", path
        )
        access.setPropertyValue("givenname", name)
        access.commitChanges()

    def track(self, on):
        self.doc.RecordChanges = on

    def at(self, bookmark):
        return self.doc.Bookmarks.getByName(bookmark).Anchor

    def words(self, bookmark, old):
        """A cursor over some words in the paragraph of a bookmark."""
        anchor = self.at(bookmark)
        cursor = anchor.Text.createTextCursorByRange(anchor.Start)
        whole = anchor.Text.createTextCursorByRange(anchor.Start)
        whole.gotoEndOfParagraph(True)
        cursor.goRight(whole.String.index(old), False)
        cursor.goRight(len(old), True)
        return cursor

    def change(self, bookmark, old, new):
        self.words(bookmark, old).String = new

    def embolden(self, bookmark, words):
        self.words(bookmark, words).CharWeight = BOLD

    def insert(self, bookmark, text):
        anchor = self.at(bookmark)
        cursor = anchor.Text.createTextCursorByRange(anchor.End)
        cursor.gotoEndOfParagraph(False)
        anchor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        anchor.Text.insertString(cursor, text, False)

    def split(self, bookmark, before):
        cursor = self.words(bookmark, before)
        cursor.collapseToStart()
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)

    def delete(self, bookmark):
        anchor = self.at(bookmark)
        cursor = anchor.Text.createTextCursorByRange(anchor.Start)
        cursor.gotoStartOfParagraph(False)
        cursor.goLeft(1, False)
        cursor.goRight(1, True)
        cursor.gotoEndOfParagraph(True)
        cursor.String = ""

    def join(self, bookmark):
        anchor = self.at(bookmark)
        cursor = anchor.Text.createTextCursorByRange(anchor.Start)
        cursor.gotoEndOfParagraph(False)
        cursor.goRight(1, True)
        cursor.String = ""

    def _dispatch(self, bookmark, command, times=1):
        controller = self.doc.CurrentController
        controller.ViewCursor.gotoRange(self.at(bookmark).Start, False)
        helper = self.make("com.sun.star.frame.DispatchHelper", self.context)
        for _ in range(times):
            helper.executeDispatch(controller.Frame, command, "", 0, ())

    def move_down(self, bookmark, times):
        self._dispatch(bookmark, ".uno:MoveDown", times)

    def _table(self, bookmark):
        cell = self.at(bookmark)
        table = cell.TextTable
        return table, int("".join(c for c in cell.Cell.CellName if c.isdigit())) - 1

    def cell(self, bookmark, column, old, new):
        table, row = self._table(bookmark)
        cell = table.getCellByPosition(column, row)
        cursor = cell.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(cell.String.index(old), False)
        cursor.goRight(len(old), True)
        cursor.String = new

    def add_row(self, bookmark, *texts):
        table, row = self._table(bookmark)
        table.Rows.insertByIndex(row + 1, 1)
        for column, text in enumerate(texts):
            cell = table.getCellByPosition(column, row + 1)
            cell.insertString(cell.createTextCursor(), text, False)

    def delete_row(self, bookmark):
        self._dispatch(bookmark, ".uno:DeleteRows")

    def footnote(self, bookmark, text):
        note = self.doc.createInstance("com.sun.star.text.Footnote")
        anchor = self.at(bookmark)
        anchor.Text.insertTextContent(anchor.End, note, False)
        note.insertString(note.createTextCursor(), text, False)


def main(pipe, source, target, edits):
    context = connected(pipe)
    desk = Desk(context, source)
    for name, *arguments in json.loads(edits):
        getattr(desk, name)(*arguments)
    desk.doc.storeToURL(target, (setting("FilterName", "MS Word 2007 XML"),))
    desk.doc.close(True)
    with contextlib.suppress(DisposedException):
        desk.desktop.terminate()


main(*sys.argv[1:])
