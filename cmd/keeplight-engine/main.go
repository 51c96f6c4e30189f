package main

import (
	_ "github.com/hybridgroup/yzma/pkg/llama"
	_ "github.com/hybridgroup/yzma/pkg/mtmd"
	_ "github.com/sourcegraph/jsonrpc2"
)

func main() {}
