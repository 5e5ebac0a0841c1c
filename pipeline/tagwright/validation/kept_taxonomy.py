"""A taxonomy that stays loaded in this process, so that a report is read without loading the taxonomy again.

It relies on Arelle's internals: loading is let find the base documents where it looks for documents that it has
loaded already, and checks of the base documents alone are not repeated. So Arelle is pinned, a report that does not
lead to every base document is left to a cold run (``LeadsElsewhere``), and ``startup`` compares before it is used.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tagwright.validation.bindings import bind_at_once
from tagwright.validation.functions import remember_values
from tagwright.validation.inline_schema import compile_once
from tagwright.validation.matching import match_by_class
from tagwright.validation.reading import FileRequest, Reading
from tagwright.validation.readout import reading_of
from tagwright.validation.session import plugins_of, run_options

_REBUILT = "tpe:packageRewriteOverlap"  # raised anew for all packages whenever one is added


class LeadsElsewhere(BaseException):
    """The report does not lead to all of the base documents: it must be read with a taxonomy of its own.

    No Exception, for Arelle catches each of those while it loads.
    """


class KeptTaxonomy:
    """The documents that ``bases`` lead to, loaded and checked once; ``read`` leaves its report in them."""

    def __init__(self, bases: Sequence[str], packages: Sequence[str], like: FileRequest, cache: str) -> None:
        """Load ``bases``, addresses of schemas and linkbases, with the plug-ins and rules of the file ``like``.

        ``problem`` then says why the taxonomy cannot be used, or is None.
        """
        from arelle.api.Session import Session

        self._packages = list(packages)
        self._cache = cache
        self._session = Session()
        options = run_options(like, packages, cache, plugins=plugins_of(like), validate=False)
        options.entrypointFile = None
        self._session.run(options)
        self._controller: Any = self._session._cntlr
        self._before = list(self._messages)
        self.problem = self._load(bases) or self._check_once()
        gc.collect()
        gc.freeze()  # so that a fork's collections do not touch, and so copy, what it shares

    @property
    def _messages(self) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = self._controller.logHandler.messages
        return messages

    def _load(self, bases: Sequence[str]) -> str | None:
        from arelle import FileSource, ModelDocument, ModelXbrl

        manager = self._controller.modelManager
        entry, *others = sorted(bases, key=lambda address: (not address.endswith(".xsd"), address))
        model = ModelXbrl.create(manager)
        model.fileSource = FileSource.openFileSource(entry, self._controller)
        model.closeFileSource = False
        # not by the manager's load, which would have plug-ins judge the taxonomy as if it were a report
        model.modelDocument = ModelDocument.load(model, entry, isEntry=True)
        if model.modelDocument is None:
            return f"{entry} could not be loaded"
        for address in others:
            ModelDocument.load(model, address, isDiscovered=True)
        ModelXbrl.loadSchemalocatedSchemas(model)
        # a cold run has these schemas checked while it loads; a fork is to check those of its report alone
        model.schemaDocsToValidate.clear()
        manager.modelXbrl = self._model = model
        self._bases = [model.urlDocs.get(address) for address in bases]
        self._documents = {id(document) for document in model.urlDocs.values()}
        if None in self._bases:
            return "not every base document could be loaded"
        return self._complaint("loading", len(self._before))

    def _complaint(self, what: str, start: int) -> str | None:
        """Say what was logged since ``start``: a cold run would log it for each report, a fork would not."""
        codes = {
            entry["messageCode"] for entry in self._messages[start:] if entry["levelname"] not in ("INFO", "DEBUG")
        }
        return f"{what} the taxonomy raises {', '.join(sorted(codes))}" if codes else None

    def _check_once(self) -> str | None:
        """Validate the taxonomy by itself: its relationships are then resolved and its formulas compiled."""
        from arelle import ValidateXbrl, ValidateXbrlDTS

        model = self._model
        attributes = set(vars(model))
        complaints: list[str | None] = []
        check_links, check_dts = ValidateXbrl.ValidateXbrl.checkLinks, ValidateXbrlDTS.checkDTS
        is_extension = ValidateXbrlDTS._isExtensionTaxonomyDocument

        def check_links_of_bases(validator: Any, links: set[Any]) -> None:
            start = len(self._messages)
            check_links(validator, links)
            complaints.append(self._complaint("checking the links of", start))
            self._found = (set(validator.remoteResourceLocElements), set(validator.genericArcArcroles))
            model.profileStat = _after(
                "validateRelationships",
                lambda: complaints.append(self._complaint("checking the relationships of", start)),
            )

        def check_bases(validator: Any, document: Any, checked: set[Any]) -> None:
            start = len(self._messages)
            check_dts(validator, document, checked)
            complaints.append(self._complaint("checking the documents of", start))

        ValidateXbrl.ValidateXbrl.checkLinks = check_links_of_bases
        ValidateXbrlDTS.checkDTS = check_bases
        ValidateXbrlDTS._isExtensionTaxonomyDocument = lambda *_: False
        compile_once(self._controller, model)
        match_by_class()
        bind_at_once()
        remember_values()
        try:
            self._controller.modelManager.validate()
        finally:
            ValidateXbrl.ValidateXbrl.checkLinks, ValidateXbrlDTS.checkDTS = check_links, check_dts
            ValidateXbrlDTS._isExtensionTaxonomyDocument = is_extension
        # what a validation remembers of facts would hold for the report as well
        for name in set(vars(model)) - attributes:
            delattr(model, name)
        self._sizes = {key: len(links) for key, links in model.baseSets.items()}
        return next((complaint for complaint in complaints if complaint), None)

    def read(self, file: FileRequest, own_packages: Sequence[str]) -> Reading:
        """Read a report with what is loaded; ``own_packages`` are packages of the report itself.

        To be called in a fork, or before all that it leaves is undone (``snapshot``). Raises LeadsElsewhere.
        """
        self._forget_the_first_run(bool(own_packages))
        self._hand_back_the_model()
        self._skip_what_is_checked()
        options = run_options(file, own_packages, self._cache)
        self._set_plugin_options(options)
        self._controller.run(options)
        packages = [*self._packages, *own_packages]
        return reading_of(file.path, packages, self._messages, self._session.get_models())

    def _forget_the_first_run(self, rebuilt: bool) -> None:
        manager = self._controller.modelManager
        kept = [entry for entry in self._before if not (rebuilt and entry["messageCode"] == _REBUILT)]
        self._messages[:] = kept
        manager.loadedModelXbrls.clear()
        manager.modelXbrl = None
        self._model.modelDocument = None

    def _hand_back_the_model(self) -> None:
        from arelle import ModelXbrl
        from arelle.ErrorManager import ErrorManager

        manager = self._controller.modelManager
        create, load = ModelXbrl.create, manager.load

        def create_or_hand_back(manager: Any, *arguments: Any, **named: Any) -> Any:
            if arguments or named.get("newDocumentType"):
                return create(manager, *arguments, **named)
            ModelXbrl.create = create  # a second model, of another report in the package, is its own
            level = named.get("errorCaptureLevel") or self._model.errorCaptureLevel
            self._model.errorCaptureLevel = level
            self._model.errorManager = ErrorManager(manager, level)
            return self._model

        def load_and_settle(*arguments: Any, **named: Any) -> Any:
            model = load(*arguments, **named)
            if model is self._model:
                self._require_that_it_leads_here()
                self._drop_what_grew()
            return model

        ModelXbrl.create = create_or_hand_back
        manager.load = load_and_settle

    def _require_that_it_leads_here(self) -> None:
        reached = set(_documents_from(self._model.modelDocument))
        if not all(base in reached for base in self._bases):
            raise LeadsElsewhere

    def _drop_what_grew(self) -> None:
        """Drop the relationships that were resolved before the report brought arcs of its own."""
        model = self._model
        for key in list(model.relationshipSets):
            arcrole, role = key[:2]
            grown = len(model.baseSets.get(key[:4], ())) != self._sizes.get(key[:4], 0)
            if grown or not isinstance(arcrole, str) or isinstance(role, tuple | frozenset):
                del model.relationshipSets[key]

    def _skip_what_is_checked(self) -> None:
        from arelle import ValidateXbrl, ValidateXbrlDTS

        check_links, check_dts = ValidateXbrl.ValidateXbrl.checkLinks, ValidateXbrlDTS.checkDTS
        kept, (remote, generic) = self._documents, self._found

        def check_links_of_report(validator: Any, links: set[Any]) -> None:
            check_links(validator, {link for link in links if id(link.modelDocument) not in kept})
            validator.remoteResourceLocElements |= remote
            validator.genericArcArcroles |= generic
            self._skip_checked_relationships()

        def check_report(validator: Any, document: Any, checked: set[Any]) -> None:
            if id(document) in kept:
                checked.add(document)
            else:
                check_dts(validator, document, checked)

        ValidateXbrl.ValidateXbrl.checkLinks = check_links_of_report
        ValidateXbrlDTS.checkDTS = check_report

    def _skip_checked_relationships(self) -> None:
        """Let the checks of each network, which come next, find nothing in those that the report did not change.

        Networks of dimensions are checked again, since what is found of them is remembered.
        """
        from arelle.XbrlConst import isDimensionArcrole

        model = self._model
        find, kept = model.relationshipSet, frozenset(model.relationshipSets)

        def find_changed(
            arcrole: Any,
            role: Any = None,
            link: Any = None,
            arc: Any = None,
            includeProhibits: bool = False,  # noqa: N803
        ) -> Any:
            asked = (arcrole, role, link, arc, includeProhibits)
            if link is None or arc is None or asked not in kept or isDimensionArcrole(arcrole):
                return find(*asked)
            return _CHECKED

        def find_again() -> None:
            model.relationshipSet = find

        model.relationshipSet = find_changed
        model.profileStat = _after("validateRelationships", find_again)

    def _set_plugin_options(self, options: Any) -> None:
        """Give the options of plug-ins their defaults, as loading the plug-ins would."""
        from arelle.CntlrCmdLine import ParserForDynamicPlugins

        parser = ParserForDynamicPlugins(options)
        for add_options in self._controller.plugins.hooks("CntlrCmdLine.Options"):
            add_options(parser)


class _Checked:
    """Stands for a network of relationships that need not be checked."""

    modelRelationships: tuple[Any, ...] = ()  # noqa: N815 - the names that Arelle asks for

    def fromModelObjects(self) -> dict[Any, Any]:  # noqa: N802
        return {}

    toModelObjects = fromModelObjects  # noqa: N815


_CHECKED = _Checked()


def _after(step: str, act: Callable[[], None]) -> Callable[..., None]:
    """Give what stands for a model's ``profileStat``, which Arelle calls at the end of each step of a validation."""

    def step_ended(name: str | None = None, *_: Any, **__: Any) -> None:
        if name == step:
            act()

    return step_ended


def _documents_from(document: Any) -> Iterator[Any]:
    """Give every document that a document leads to, and the document itself."""
    waiting, seen = [document], set()
    while waiting:
        one = waiting.pop()
        if one is not None and one not in seen:
            seen.add(one)
            yield one
            waiting += one.referencesDocument
