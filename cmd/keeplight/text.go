package main

import (
	"fmt"
	"reflect"

	"github.com/alecthomas/kong"
)

// textMappers has words and paths of the command line taken as they are.
func textMappers() []kong.Option {
	return []kong.Option{
		kong.KindMapper(reflect.String, kong.MapperFunc(decodeText)),
		kong.NamedMapper("path", kong.MapperFunc(decodePath)),
	}
}

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

// decodePath is decodeText for a path, which becomes absolute, or for a list of them.
func decodePath(ctx *kong.DecodeContext, target reflect.Value) error {
	if target.Kind() == reflect.Slice {
		for ctx.Scan.Peek().IsValue() {
			one := reflect.New(target.Type().Elem()).Elem()
			if err := decodePath(ctx, one); err != nil {
				return err
			}
			target.Set(reflect.Append(target, one))
		}
		return nil
	}
	if err := decodeText(ctx, target); err != nil {
		return err
	}
	target.SetString(kong.ExpandPath(target.String()))
	return nil
}
