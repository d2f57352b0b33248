package main

func limitFiles() {}
