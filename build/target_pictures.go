package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// runPictures is the target that takes a picture of everything there is to see, in every
// language and look and in two sizes, for somebody to leaf through. It asserts nothing
// beyond that each can be reached, so it is no part of the tests.
func runPictures(ctx context.Context, p *project, args []string) error {
	flags := flag.NewFlagSet("pictures", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	only := flags.String("only", "", "take only those whose names match this regular expression")
	guide := flags.Bool("guide", false, "take those of docs/guide, and write them into docs/images/guide")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("%w: %v", errUsage, err)
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%w: pictures takes only flags, but was given %q", errUsage, flags.Arg(0))
	}
	_, err := p.runSteps(ctx, []step{
		{name: "pictures-setup", title: "install what is missing", run: setUp(slices.Concat(windowNeeds, testNeeds))},
		{name: "pictures-page", title: "build the page of the window", run: buildPage},
		{name: "pictures", title: "take the pictures (a quarter of an hour; those of the guide a few minutes)", run: func(ctx context.Context, s *stepRun) error {
			if *guide {
				return takeGuidePictures(ctx, s, *only)
			}
			return takePictures(ctx, s, "pictures", *only)
		}},
	})
	return err
}

// takePictures leaves pictures in a folder of out.
func takePictures(ctx context.Context, s *stepRun, folder, only string, env ...string) error {
	pictures := s.path("out", folder)
	if only == "" {
		if err := os.RemoveAll(pictures); err != nil {
			return fmt.Errorf("remove the pictures of an earlier run: %w", err)
		}
	}
	err := s.do(ctx, command{
		dir:  s.path("frontend"),
		env:  append(env, "LICENSELEDGER_SCENES="+only, "CI=1"),
		args: []string{"npx", "playwright", "test", "--config", "playwright.pictures.config.ts", "--reporter=list"},
	})
	if err != nil {
		return err
	}
	found, err := filepath.Glob(filepath.Join(pictures, "*.png"))
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return errors.New("no picture was taken: -only names no scene of frontend/pictures")
	}
	s.note("%d pictures are in %s", len(found), s.short(pictures))
	return nil
}

// takeGuidePictures takes the pictures of docs/guide and writes them there, with so few
// colors that all of them together stay small.
func takeGuidePictures(ctx context.Context, s *stepRun, only string) error {
	if err := takePictures(ctx, s, "guide", only, "LICENSELEDGER_GUIDE=1"); err != nil {
		return err
	}
	found, err := filepath.Glob(s.path("out", "guide", "*.png"))
	if err != nil {
		return err
	}
	for _, picture := range found {
		if err := shrinkPicture(picture, s.path("docs", "images", "guide", filepath.Base(picture))); err != nil {
			return err
		}
	}
	s.note("%d pictures are in docs/images/guide", len(found))
	return nil
}
