using RmxDns.Tool;

return RmxProgram.Run(args, Console.Out, Console.Error);
