package main

import (
	"fmt"
	"reflect"

	"github.com/alecthomas/kong"
)

// decodeText takes a word of the command line as it is. Kong's own way goes through
// JSON, which replaces every byte of a file name that is not UTF-8.
func decodeText(ctx *kong.DecodeContext, target reflect.Value) error {
	token, err := ctx.Scan.PopValue("string")
	if err != nil {
		return fmt.Errorf("reading the command line: %w", err)
	}
	text, ok := token.Value.(string)
	if !ok {
		return fmt.Errorf("reading the command line: %v is no text", token.Value)
	}
	target.SetString(text)
	return nil
}

// decodePath is decodeText for a path, which becomes absolute.
func decodePath(ctx *kong.DecodeContext, target reflect.Value) error {
	err := decodeText(ctx, target)
	target.SetString(kong.ExpandPath(target.String()))
	return err
}
