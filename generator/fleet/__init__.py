"""Many partnerships: built by Dask's workers, kept in a store that fsspec reaches, each put into its own folder."""
