using RmxDns.Tool;

return RmxProgram.Run(args, Terminal.Output, Terminal.Error);
