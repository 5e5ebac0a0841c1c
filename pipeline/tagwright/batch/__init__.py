"""Batch: a manifest of many documents comes in, a folder of results, a ledger of jobs and a summary go out.

In: a manifest, or folders of filing folders. Out: for each document its outputs or the reason why there are none.
Never: lets one document end another; does again what is done and unchanged; knows how a document is converted.
"""
