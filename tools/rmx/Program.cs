using RmxDns.Tool;

int code = RmxProgram.Run(args, Terminal.Output, Terminal.Error);
Terminal.Output.Flush();
return code;
